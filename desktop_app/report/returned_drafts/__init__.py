"""收回改稿: an exported Word file that was edited and came back → changes, sentence by sentence.

`anchors` names what the export hides in the file; `reading` takes a file apart (it runs in a
process of its own); `draft` lays out the report as it is now; `alignment` finds who is who;
`rewriting` keeps the slots of a changed sentence; `comparing` makes the changes, `applying` puts
accepted ones into the stored text. Pure: no Qt, no peewee, no python-docx.
"""
