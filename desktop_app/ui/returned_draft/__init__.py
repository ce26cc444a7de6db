"""收回改稿 in the window: changes side by side, accepted one by one."""
