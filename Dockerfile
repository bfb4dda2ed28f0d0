# One image for migrate, web and worker; nothing is fetched at run time.
FROM python:3.11-slim-bookworm AS build
WORKDIR /app
RUN python -m venv /venv && /venv/bin/pip install --no-cache-dir uv
COPY requirements.txt .
RUN /venv/bin/uv pip install --python /venv/bin/python --require-hashes --compile-bytecode -r requirements.txt

FROM python:3.11-slim-bookworm
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 NEWSROOM_DATA=/data
RUN useradd --system --uid 10001 --no-create-home newsroom && install -d -o newsroom /data
COPY --from=build /venv /venv
WORKDIR /app
COPY manage.py ./
COPY newsroom newsroom
COPY stories stories
COPY templates templates
COPY static static
RUN python manage.py collectstatic --no-input && rm -f /data/secret-key && chown -R newsroom /data
USER newsroom
EXPOSE 8000
CMD ["gunicorn", "newsroom.wsgi", "-k", "gthread", "-w", "2", "--threads", "4", "-b", "0.0.0.0:8000", "--worker-tmp-dir", "/dev/shm"]
