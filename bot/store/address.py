"""Where the database is: the URLs that hosts and people write, made into the one we use."""

from pathlib import Path

from sqlalchemy import URL, make_url


def read(address: str) -> URL:
    """Return the URL with the driver we use; raises ValueError for a database we do not support."""
    # Hosting providers still hand out the scheme that SQLAlchemy dropped.
    url = make_url(address.replace("postgres://", "postgresql://", 1))
    match url.get_backend_name():
        case "sqlite":
            return _file(url)
        case "postgresql":
            return _server(url)
        case name:
            raise ValueError(f"{name} is not supported: use SQLite or PostgreSQL")


def is_missing(address: str) -> bool:
    """Tell whether it is a file that is not there: SQLite makes one of whatever it opens."""
    url = read(address)
    return url.get_backend_name() == "sqlite" and not Path(str(url.database)).exists()


def _file(url: URL) -> URL:
    if not url.database or url.database == ":memory:":
        raise ValueError("SQLite needs a file, such as sqlite:///candour.db")
    return url.set(drivername="sqlite+aiosqlite")


def _server(url: URL) -> URL:
    # libpq says sslmode, asyncpg says ssl.
    query = {"ssl" if key == "sslmode" else key: value for key, value in url.query.items()}
    return url.set(drivername="postgresql+asyncpg", query=query)
