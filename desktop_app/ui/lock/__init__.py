"""密码锁: the page that covers the window, and when it comes."""
