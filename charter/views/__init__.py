"""What the charter answers to the web: its texts, its register, the journey of a signature."""
