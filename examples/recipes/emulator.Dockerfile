# The emulator of TD's schedules API and nothing else: needs the static executable of the linux zip (musl).
#   unzip terraform-provider-td_*_linux_amd64.zip && docker build -t td-emulator -f emulator.Dockerfile .
#   docker run --rm -p 127.0.0.1:8173:8173 td-emulator
FROM scratch
COPY terraform-provider-td_v* /terraform-provider-td
USER 65534:65534
EXPOSE 8173
ENTRYPOINT ["/terraform-provider-td", "emulator", "--listen", "0.0.0.0:8173"]
