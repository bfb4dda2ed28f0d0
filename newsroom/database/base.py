"""Django database backend: PostgreSQL, started on demand under EMBEDDED_DIR at the first connection.

Importing, ``check`` and ``collectstatic`` start nothing. A server that died is started again by
the next connection.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.db.backends.postgresql import base

from newsroom.database.server import ensure_running


class DatabaseWrapper(base.DatabaseWrapper):
    def get_connection_params(self) -> dict[str, Any]:
        parameters: dict[str, Any] = super().get_connection_params()
        directory = Path(self.settings_dict["EMBEDDED_DIR"])
        parameters["host"] = str(ensure_running(directory, self.settings_dict["EMBEDDED_NAME"]))
        return parameters
