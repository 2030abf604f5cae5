# Two stages on one pinned base: what builds stays behind, and so does pip.
ARG BASE=docker.io/library/python:3.11.14-slim-bookworm

FROM ${BASE} AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1 PIP_ROOT_USER_ACTION=ignore
WORKDIR /build
RUN python3 -m venv /tools && python3 -m venv --without-pip /venv
COPY requirements.lock ./
RUN /tools/bin/pip --python /venv/bin/python install --quiet --require-hashes -r requirements.lock
COPY pyproject.toml README.md LICENSE ./
COPY bot ./bot
COPY handlers ./handlers
COPY messages ./messages
# The lock holds what builds the product, too; it does not run.
RUN /tools/bin/pip --python /venv/bin/python install --quiet --no-deps --no-build-isolation . \
    && /tools/bin/pip --python /venv/bin/python uninstall --quiet --yes \
        editables hatchling pathspec pluggy trove-classifiers \
    && /tools/bin/pip --python /venv/bin/python check

FROM ${BASE}
RUN python3 -m pip uninstall --quiet --yes --root-user-action=ignore pip setuptools wheel \
    && rm -rf /usr/local/lib/python3.11/ensurepip \
    && useradd --uid 10001 --create-home --home-dir /data --shell /usr/sbin/nologin candour
COPY --from=build /venv /venv
ENV PATH=/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    DATABASE_URL=sqlite+aiosqlite:////data/candour.db \
    CANDOUR_LOG=json \
    CANDOUR_PORT=8080
USER 10001
WORKDIR /data
VOLUME /data
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=3s --start-period=15s \
    CMD ["python", "-c", "from urllib.request import urlopen; urlopen('http://127.0.0.1:8080/healthz', timeout=2)"]
ENTRYPOINT ["candour"]
CMD ["serve"]
