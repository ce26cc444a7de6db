"""Fields drawn from their declarations: one editor a kind, and a form that saves each as left."""
