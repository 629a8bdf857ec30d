"""The public guide: searching everything the bot knows, with the bot's own understanding."""
