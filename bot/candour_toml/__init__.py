"""What may stand in `candour.toml`, a module for each of its subjects. Only `bot.settings` asks."""
