"""The practice workspace: a strict stand-in for Slack on this machine.

It speaks Slack's own protocol on real sockets, so a bot runs against it unchanged; people act in it
through a page or through `bot.sandbox.acts`. It knows nothing of the bot it hosts.
"""
