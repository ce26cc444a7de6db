"""The first start: what a clerk says about the office before there is any quarter."""
