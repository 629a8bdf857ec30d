"""The doors of the web: the browser chat, its policy, its health."""
