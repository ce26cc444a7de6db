"""Parts of the page 上报表格: the list of forms, the sheet, the cell, what is proposed."""
