"""“We adapted this”: representatives tell, editors confirm or decline."""
