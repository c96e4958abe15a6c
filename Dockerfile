# The portal as one binary on a small Debian, with TLS towards PostgreSQL.
#   docker build -t ordna .
#   docker run --rm -v ordna:/srv/ordna/var ordna migrate     (once: makes the database in the new volume)
#   docker run -p 8080:8080 -v ordna:/srv/ordna/var -e ORDNA_BASE_URL=https://ordna.example.no ordna

FROM node:22-slim AS design
WORKDIR /build
COPY static/package.json static/package-lock.json static/.npmrc static/
RUN npm ci --prefix static

FROM rust:1.95-slim-trixie AS build
# OpenSSL for libpq is built from source: perl configures it, make builds it.
RUN apt-get update && apt-get install -y --no-install-recommends make perl && rm -rf /var/lib/apt/lists/*
WORKDIR /build
COPY . .
COPY --from=design /build/static/node_modules static/node_modules
RUN cargo build --release --locked --features postgres-tls

FROM debian:trixie-slim
RUN useradd --system --uid 10001 --home-dir /srv/ordna ordna && install -d -o ordna -g ordna -m 0700 /srv/ordna/var
COPY --from=build /build/target/release/ordna /usr/local/bin/ordna
USER 10001
# Everything that the portal keeps (database, secret, mail) lies under ./var unless a setting says otherwise.
WORKDIR /srv/ordna
VOLUME /srv/ordna/var
ENV ORDNA_BIND=0.0.0.0:8080 ORDNA_LOG=json
EXPOSE 8080
# Bash asks, because the image has no curl. The Host must be one that the portal answers to.
HEALTHCHECK --interval=30s --timeout=5s --start-period=10s CMD ["bash", "-c", "\
    base=${ORDNA_BASE_URL:-http://$ORDNA_BIND}; host=${base#*://}; \
    exec 3<>/dev/tcp/127.0.0.1/${ORDNA_BIND##*:}; \
    printf 'GET /helse HTTP/1.1\\r\\nHost: %s\\r\\nConnection: close\\r\\n\\r\\n' \"${host%%/*}\" >&3; \
    read -r _ status _ <&3; [[ $status == 200 ]]"]
ENTRYPOINT ["ordna"]
CMD ["serve"]
