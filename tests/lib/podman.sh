# shellcheck shell=bash
# Podman behind Docker's interface, on a socket and a storage of this run's own; on Debian, as root.

podman_pid=
podman_problem=
podman_socket=

# What of the tests on the engine is about isolation and the launcher; the rest needs what only Docker has (its registry settings, its daemon).
podman_classes=(EscapeTests CisBenchmarkTests IsolationTests SecretsTests DockerLauncherTests)

# Sets podman_problem and fails where there is none. Needs prepare_docker before: the base image comes from there.
prepare_podman() {
  local packages=() attempt command
  if [ "$(id -u)" -ne 0 ]; then
    podman_problem="it has to run as root"
    return 1
  fi

  for command in podman:podman crun:crun catatonit:catatonit netavark:netavark aardvark-dns:aardvark-dns unshare:util-linux; do
    find /usr/bin /usr/lib/podman /usr/libexec/podman -name "${command%%:*}" 2>/dev/null | grep -q . || packages+=("${command##*:}")
  done
  if [ ${#packages[@]} -gt 0 ]; then
    echo "Installing ${packages[*]}"
    if ! command -v apt-get >/dev/null || ! install_packages "${packages[@]}"; then
      podman_problem="its packages (${packages[*]}) are missing"
      return 1
    fi
  fi

  podman_socket="$work/podman/podman.sock"
  mkdir -p "$work/podman"
  # crun refuses a machine that has controllers in both versions of cgroups: this service does not see the second one.
  setsid unshare --mount --propagation private sh -c '
    if [ -d /sys/fs/cgroup/unified ]; then umount /sys/fs/cgroup/unified; fi
    exec podman --root "$0/storage" --runroot "$0/run" --cgroup-manager cgroupfs --events-backend file system service --time=0 "unix://$0/podman.sock"
  ' "$work/podman" >"$work/podman/log" 2>&1 &
  podman_pid=$!
  for attempt in $(seq 60); do
    if podman_answers; then
      echo "Started Podman ($podman_pid) after $attempt s"
      break
    fi

    kill -0 "$podman_pid" 2>/dev/null || break
    sleep 1
  done

  if ! podman_answers; then
    tail -n 20 "$work/podman/log"
    podman_problem="it did not start, see above"
    return 1
  fi

  docker save busybox:latest | docker --host "unix://$podman_socket" load >/dev/null
  # Podman takes a name without a registry for one of Docker Hub's.
  docker --host "unix://$podman_socket" tag localhost/busybox:latest docker.io/library/busybox:latest 2>/dev/null || true
}

podman_answers() { timeout 20 docker --host "unix://$podman_socket" version --format '{{.Server.Version}}' >/dev/null 2>&1; }

# Ends exactly the service that was started here, if any.
stop_podman() {
  if [ -n "$podman_pid" ] && kill -0 "$podman_pid" 2>/dev/null; then
    kill "$podman_pid"
    wait "$podman_pid" 2>/dev/null || true
    echo "Stopped Podman ($podman_pid)" >&2
    umount "$work/podman/storage/overlay" 2>/dev/null || true
  fi

  podman_pid=
}
