"""What was published: a file becomes an article, an article's quotations are found, the archive keeps them."""
