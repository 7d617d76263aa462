namespace Mcp.Tools.Runners.Launching.OwnDocker;

/// <summary>
/// What a runner with a Docker daemon of its own is started by. It begins as a root without any power but to become somebody else, starts
/// the rootless daemon as the runner's user, and becomes the listener: as that user, without capabilities, and with no way to any. Pure.
/// </summary>
/// <remarks>
/// The two capabilities are the daemon's alone: it needs them once, to be given a range of uids for its containers. A set-uid
/// <c>newuidmap</c> would need more (the kernel wants the owner of the namespace or CAP_SYS_ADMIN), hence the copy without that bit.
/// </remarks>
internal static class OwnDockerScript
{
    /// <summary>Where the daemon's socket, its log and its tools are, below the runner's folder.</summary>
    public const string Folder = ".docker-run";

    /// <summary>How the listener ends where its daemon did not start: an unusual number, so that it is not taken for one of the runner's.</summary>
    public const int DaemonFailed = 69;

    private const string Daemon =
        """
        umask 077
        mkdir -p "$1/bin" && cp "$(command -v newuidmap)" "$(command -v newgidmap)" "$1/bin/" && ln -sf "$1/docker.sock" /run/docker.sock \
          && PATH="$1/bin:$PATH:/usr/sbin:/sbin:/usr/share/docker.io/contrib" XDG_RUNTIME_DIR="$1" dockerd-rootless.sh >"$1/docker.log" 2>&1
        : >/run/docker.ended
        """;

    private const string Listener =
        """
        run=$1 left=60
        shift
        until [ -S "$run/docker.sock" ]; do
          if [ -e /run/docker.ended ] || [ "$left" = 0 ]; then
            echo "mcp-runners: the runner's own Docker daemon did not start. Its last words:"
            tail -n 12 "$run/docker.log"
            exit 69
          fi
          left=$((left - 1))
          sleep 1
        done
        exec "$@"
        """;

    /// <summary>A POSIX script for <c>sh -c</c>; its arguments are the uid, the gid, the folder, the two inner scripts and the listener's command.</summary>
    private const string Start =
        """
        set -eu
        uid=$1 gid=$2 run=$3 daemon=$4 listener=$5
        shift 5
        setpriv --reuid="$uid" --regid="$gid" --clear-groups --inh-caps=-all,+setuid,+setgid --ambient-caps=-all,+setuid,+setgid \
          --bounding-set=-all,+setuid,+setgid sh -c "$daemon" daemon "$run" &
        exec setpriv --reuid="$uid" --regid="$gid" --clear-groups --inh-caps=-all --ambient-caps=-all --bounding-set=-all --no-new-privs \
          sh -c "$listener" listener "$run" "$@"
        """;

    /// <summary>The command that starts both.</summary>
    public static IReadOnlyList<string> Command(ImageLayout layout) =>
    [
        "/bin/sh", "-c", Lines(Start), "mcp-runners",
        FormattableString.Invariant($"{layout.UserId}"), FormattableString.Invariant($"{layout.GroupId}"), FolderIn(layout), Lines(Daemon), Lines(Listener), .. layout.Command,
    ];

    /// <summary>That folder inside the container.</summary>
    public static string FolderIn(ImageLayout layout) => $"{layout.Root}/{Folder}";

    private static string Lines(string script) => script.ReplaceLineEndings("\n");
}
