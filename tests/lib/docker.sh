# shellcheck shell=bash
# A Docker engine with a busybox image: the one that answers, or on Debian as root one that is started for this run.

docker_pid=
docker_problem=

engine_answers() { command -v docker >/dev/null && timeout 20 docker version --format '{{.Server.Version}}' >/dev/null 2>&1; }

# Sets docker_problem and fails where there is none.
prepare_docker() {
  if ! engine_answers; then
    if [ -n "${DOCKER_HOST:-}" ]; then
      docker_problem="no engine answers at DOCKER_HOST=$DOCKER_HOST"
      return 1
    fi

    if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
      docker_problem="no Docker engine answers. Start one (sudo systemctl start docker), or run this as root on Debian, where it starts one itself"
      return 1
    fi

    if ! start_docker; then
      return 1
    fi
  fi

  echo "Docker $(docker version --format '{{.Server.Version}}')"
  prepare_busybox && prepare_squid && prepare_rootless
}

install_packages() {
  if ! { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@"; } >"$work/apt.log" 2>&1; then
    tail -n 20 "$work/apt.log"
    docker_problem="apt-get could not install $*, see above"
    return 1
  fi
}

start_docker() {
  local attempt log="$work/dockerd.log" packages=()
  command -v dockerd >/dev/null || packages+=(docker.io)
  command -v iptables >/dev/null || packages+=(iptables)
  command -v ip >/dev/null || packages+=(iproute2)
  grep -q '^cgroup' /proc/mounts || packages+=(cgroupfs-mount)
  if [ ${#packages[@]} -gt 0 ]; then
    echo "Installing ${packages[*]}"
    install_packages "${packages[@]}" || return 1
  fi

  # Newer Debian has the command in a package of its own.
  command -v docker >/dev/null || install_packages docker-cli || return 1
  grep -q '^cgroup' /proc/mounts || cgroupfs-mount || true

  # The package starts it itself where there is an init system.
  if engine_answers; then
    return 0
  fi

  # Its own session, so that Ctrl-C reaches this script first and containers can still be removed.
  setsid dockerd >"$log" 2>&1 &
  docker_pid=$!
  for attempt in $(seq 60); do
    if engine_answers; then
      echo "Started dockerd ($docker_pid) after $attempt s"
      return 0
    fi

    kill -0 "$docker_pid" 2>/dev/null || break
    sleep 1
  done

  tail -n 20 "$log"
  docker_problem="dockerd did not start, see above"
  return 1
}

# Ends exactly the engine that was started here, if any.
stop_docker() {
  if [ -n "$docker_pid" ] && kill -0 "$docker_pid" 2>/dev/null; then
    kill "$docker_pid"
    wait "$docker_pid" 2>/dev/null || true
    echo "Stopped dockerd ($docker_pid)" >&2
  fi

  docker_pid=
}

# The base of the test images. Taken from Debian's static busybox, so that no registry is needed.
prepare_busybox() {
  local root applet
  if docker image inspect busybox:latest >/dev/null 2>&1; then
    return 0
  fi

  if ! busybox_is_static; then
    if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
      docker pull --quiet busybox:latest && return 0
      docker_problem="image busybox:latest is missing. Run: docker pull busybox"
      return 1
    fi

    install_packages busybox-static || return 1
  fi

  root="$work/busybox"
  mkdir -p "$root/bin" "$root/etc" "$root/tmp"
  chmod 1777 "$root/tmp"
  cp "$(command -v busybox)" "$root/bin/busybox"
  for applet in $("$root/bin/busybox" --list); do
    [ "$applet" = busybox ] || ln -s busybox "$root/bin/$applet"
  done
  printf 'root:x:0:0:root:/:/bin/sh\nrunner:x:1001:1001:runner:/home/runner:/bin/sh\n' >"$root/etc/passwd"
  printf 'root:x:0:\nrunner:x:1001:\n' >"$root/etc/group"
  tar --numeric-owner --owner=0 --group=0 -C "$root" -c . | docker import - busybox:latest >/dev/null
  echo "Imported busybox:latest"
}

# The proxy of the tests on egress: Debian's squid with the libraries that it needs. Unpacked and never installed, so that no service starts.
prepare_squid() {
  local root unpacked package library libraries image=mcp-test-squid:latest
  if docker image inspect "$image" >/dev/null 2>&1; then
    return 0
  fi

  if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null || ! command -v dpkg >/dev/null; then
    docker pull --quiet ubuntu/squid:latest && docker tag ubuntu/squid:latest "$image" && return 0
    docker_problem="image $image is missing. Run: docker pull ubuntu/squid && docker tag ubuntu/squid $image"
    return 1
  fi

  root="$work/squid"
  unpacked="$work/squid-unpacked"
  mkdir -p "$work/squid-packages/partial" "$unpacked" "$root/usr/sbin" "$root/usr/lib/squid" "$root/usr/share" "$root/etc/squid" "$root/tmp"
  if ! { apt-get update \
    && apt-get install -y --no-install-recommends --download-only -o Dir::Cache::archives="$work/squid-packages" squid \
    && (cd "$work/squid-packages" && apt-get download squid squid-common); } >"$work/apt.log" 2>&1; then
    tail -n 20 "$work/apt.log"
    docker_problem="apt-get could not download squid, see above"
    return 1
  fi

  for package in "$work"/squid-packages/*.deb; do
    dpkg -x "$package" "$unpacked"
  done

  cp "$unpacked/usr/sbin/squid" "$root/usr/sbin/"
  cp "$unpacked/usr/lib/squid/unlinkd" "$root/usr/lib/squid/"
  cp -r "$unpacked/usr/share/squid" "$root/usr/share/"
  libraries=$(find "$unpacked/usr/lib" -maxdepth 2 -name '*.so*' -printf '%h:' | tr ':' '\n' | sort -u | tr '\n' ':')
  LD_LIBRARY_PATH=$libraries ldd "$root/usr/sbin/squid" | grep -o '/[^ ]*' | while read -r library; do
    mkdir -p "$root$(dirname "${library#"$unpacked"}")"
    cp -L "$library" "$root${library#"$unpacked"}"
  done
  printf 'root:x:0:0:root:/:/bin/sh\nproxy:x:13:13:proxy:/bin:/usr/sbin/nologin\n' >"$root/etc/passwd"
  printf 'root:x:0:\nproxy:x:13:\n' >"$root/etc/group"
  tar --numeric-owner --owner=0 --group=0 -C "$root" -c . | docker import - "$image" >/dev/null
  echo "Imported $image"
}

# What a runner with a Docker daemon of its own needs, as Debian has it. A root file system of its own, of which nothing is installed here.
prepare_rootless() {
  local root packages=docker.io,rootlesskit,uidmap,slirp4netns,iptables,iproute2,busybox-static image=mcp-test-rootless:latest
  if [ ! -e /dev/net/tun ]; then
    mkdir -p /dev/net && mknod /dev/net/tun c 10 200
  fi

  # As udev leaves it on ordinary machines.
  chmod 666 /dev/net/tun
  if docker image inspect "$image" >/dev/null 2>&1; then
    return 0
  fi

  if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
    docker_problem="image $image is missing: a root file system with $packages. Run this as root on Debian, where it makes one itself"
    return 1
  fi

  root="$work/rootless"
  command -v debootstrap >/dev/null || install_packages debootstrap || return 1
  if ! debootstrap --variant=minbase --include="$packages" "$(. /etc/os-release && echo "$VERSION_CODENAME")" "$root" >"$work/debootstrap.log" 2>&1; then
    tail -n 20 "$work/debootstrap.log"
    docker_problem="debootstrap could not unpack $packages, see above"
    return 1
  fi

  chroot "$root" useradd --create-home --uid 1001 runner
  mkdir -p "$root/home/runner/bin" "$root/home/runner/_work" "$root/home/runner/_diag"
  chown -R 1001:1001 "$root/home/runner"
  rm -rf "$root"/var/cache/apt/* "$root"/var/lib/apt/lists/* "$root"/usr/share/doc "$root"/usr/share/locale "$root"/usr/share/man
  tar --numeric-owner -C "$root" -c . | docker import - "$image" >/dev/null
  rm -rf "$root"
  echo "Imported $image"
}

busybox_is_static() { command -v busybox >/dev/null && ! ldd "$(command -v busybox)" >/dev/null 2>&1; }
