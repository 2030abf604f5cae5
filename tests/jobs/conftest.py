import pytest

from bot.store.transaction import Store
from tests.jobs.workbench import Workbench


@pytest.fixture
def bench(store: Store) -> Workbench:
    return Workbench(store)
