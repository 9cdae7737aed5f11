"""What the papers for data protection are made of; see the dialog beside."""
