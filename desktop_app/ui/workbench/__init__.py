"""本季工作台: the matrix to type into, who has not reported, what is left to do."""
