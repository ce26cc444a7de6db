"""The tabs of 设置."""
