"""存在问题 and 下步措施: written, carried on, put right."""
