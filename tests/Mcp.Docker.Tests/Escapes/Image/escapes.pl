#!/usr/bin/perl
# Tries to get out of the container, one way after the other, as a job could. Prints a line for each: name, "blocked" or "OPEN", detail.
# Usage: escapes.pl GATEWAY|- HOST_PORT NEIGHBOUR NEIGHBOUR_PORT TOKEN_PART...
# The token is given in parts, so that the argument list itself does not hold what is searched for.
use strict;
use warnings;
use Errno;
use Fcntl;
use POSIX ();
use Socket;

$| = 1;
my ($gateway, $host_port, $neighbour, $neighbour_port, @token) = @ARGV;
my $token = join '', @token;
$gateway = default_gateway() if $gateway eq '-';

# Numbers of system calls differ by architecture.
my $arm = (POSIX::uname())[4] eq 'aarch64';
my %call = $arm
    ? (ptrace => 117, mount => 40, umount2 => 39, pivot_root => 41, unshare => 97, setns => 268, mknodat => 33, init_module => 105, bpf => 280,
       keyctl => 219, reboot => 142, swapon => 224, sethostname => 161, settimeofday => 170, setuid => 146, chroot => 51, open_by_handle_at => 265,
       perf_event_open => 241, process_vm_readv => 270, kexec_load => 104, userfaultfd => 282, add_key => 217, clone => 220)
    : (ptrace => 101, mount => 165, umount2 => 166, pivot_root => 155, unshare => 272, setns => 308, mknodat => 259, init_module => 175, bpf => 321,
       keyctl => 250, reboot => 169, swapon => 167, sethostname => 170, settimeofday => 164, setuid => 105, chroot => 161, open_by_handle_at => 304,
       perf_event_open => 298, process_vm_readv => 310, kexec_load => 246, userfaultfd => 323, add_key => 248, clone => 56);

sub default_gateway {
    for (split /\n/, content('/proc/net/route')) {
        my (undef, $destination, $hex) = split /\t/;
        return join '.', reverse unpack('C4', pack('H8', $hex)) if defined $hex && $destination eq '00000000';
    }
    die 'There is no default route.';
}

sub report { my ($name, $open, $detail) = @_; $detail =~ s/\s+/ /g; print "$name\t", ($open ? 'OPEN' : 'blocked'), "\t$detail\n" }

# A system call that must fail.
sub refused {
    my ($name, $number, @arguments) = @_;

    # In a child: one that succeeds must not change what the next attempt finds.
    pipe(my $read, my $write) or die "pipe: $!";
    my $child = fork() // die "fork: $!";
    if ($child == 0) {
        $! = 0;
        my $result = syscall($number, @arguments);
        syswrite($write, $result >= 0 ? "OPEN returned $result" : "$!");
        POSIX::_exit(0);
    }

    close $write;
    my $answer = '';
    sysread($read, $answer, 4096);
    waitpid($child, 0);
    report($name, scalar($answer =~ s/^OPEN //), $answer);
}

# A file that must not be writable.
sub unwritable {
    my ($name, $path, $text) = @_;
    if (!-e $path && $path =~ m{^/(proc|sys)/}) { return report($name, 0, "$path does not exist") }
    my $open = sysopen(my $file, $path, O_WRONLY | ($path =~ m{^/(proc|sys)/} ? 0 : O_CREAT), 0600);
    return report($name, 0, "$path: $!") unless $open;
    my $written = defined $text ? syswrite($file, $text) : 1;
    report($name, defined $written, defined $written ? "$path was written" : "$path: $!");
}

# A file that must not be readable.
sub unreadable {
    my ($name, $path) = @_;
    my $open = open(my $file, '<', $path);
    my $byte;
    my $read = $open ? sysread($file, $byte, 1) : undef;
    report($name, $read, $read ? "$path was read" : "$path: " . ($open && defined $read ? 'empty' : "$!"));
}

sub content {
    my ($path) = @_;
    return '' unless -f $path && open(my $file, '<', $path);
    local $/;
    return <$file> // '';
}

sub reachable {
    my ($address, $port) = @_;
    socket(my $socket, PF_INET, SOCK_STREAM, 0) or return "no socket: $!";
    fcntl($socket, F_SETFL, O_NONBLOCK);
    return '' if connect($socket, sockaddr_in($port, inet_aton($address)));
    return "$!" unless $!{EINPROGRESS};
    my $ready = '';
    vec($ready, fileno($socket), 1) = 1;
    return 'no answer in 2 s' unless select(undef, $ready, undef, 2);
    my $error = unpack('i', getsockopt($socket, SOL_SOCKET, SO_ERROR));
    return '' if $error == 0;
    $! = $error;
    return "$!";
}

sub unreachable {
    my ($name, $address, $port) = @_;
    my $why = reachable($address, $port);
    report($name, $why eq '', $why eq '' ? "$address:$port answered" : "$address:$port: $why");
}

# In a child, so that what kills it does not kill the probe. Returns its exit status.
sub apart {
    my ($work) = @_;
    my $child = fork();
    return -1 unless defined $child;
    if ($child == 0) { $work->(); POSIX::_exit(0) }
    waitpid($child, 0);
    return $?;
}

my $nothing = "\0" x 256;

# The file system.
unwritable('write-root', '/escaped', 'x');
unwritable('write-etc-passwd', '/etc/passwd', 'x');
unwritable('write-usr-bin', '/usr/bin/escaped', 'x');
refused('remount-root', $call{mount}, "none\0", "/\0", "none\0", 32 | 4096, $nothing);
refused('mount-tmpfs', $call{mount}, "none\0", "/tmp\0", "tmpfs\0", 0, $nothing);
refused('mount-proc', $call{mount}, "proc\0", "/tmp\0", "proc\0", 0, $nothing);
refused('umount-proc-mask', $call{umount2}, "/proc/kcore\0", 2);
refused('pivot-root', $call{pivot_root}, "/tmp\0", "/tmp\0");
refused('chroot', $call{chroot}, "/tmp\0");
refused('mknod-disk', $call{mknodat}, -100, "/tmp/disk\0", 0060600, 0xFE00);
refused('open-by-handle', $call{open_by_handle_at}, 3, $nothing, 0);

# Becoming somebody else.
refused('setuid-root', $call{setuid}, 0);
{
    my $id = `/usr/bin/setuid-perl -e 'print \$>' 2>&1` // 'unknown';
    report('setuid-program', $id eq '0', "its user id is $id");
}
{
    open(my $status, '<', '/proc/self/status');
    my ($bounding) = grep { /^CapBnd:/ } <$status>;
    $bounding =~ s/^CapBnd:\s+|\s+$//g;
    report('capabilities', $bounding !~ /^0+$/, "bounding set $bounding");
}
refused('new-user-namespace', $call{unshare}, 0x10000000);
refused('new-mount-namespace', $call{unshare}, 0x00020000);
{
    my $open = sysopen(my $namespace, '/proc/1/ns/mnt', O_RDONLY);
    if ($open) { refused('join-namespace-of-init', $call{setns}, fileno($namespace), 0) }
    else { report('join-namespace-of-init', 0, "$!") }
}

# Other processes.
{
    my @foreign = grep { content("/proc/$_/cmdline") =~ /dockerd|containerd|systemd/ } map { m{/proc/(\d+)} } glob '/proc/[0-9]*';
    report('host-processes', @foreign > 0, @foreign ? "sees @foreign" : 'none of the host is seen');
}
{
    my @foreign = grep { (stat "/proc/$_")[4] != $< } map { m{/proc/(\d+)} } glob '/proc/[0-9]*';
    my @traced = grep { syscall($call{ptrace}, 16, $_ + 0, 0, 0) == 0 } @foreign;
    report('ptrace-others', @traced > 0, @traced ? "traces @traced" : 'sees ' . scalar(@foreign) . ' processes of other users, traces none');
}
refused('read-memory-of-init', $call{process_vm_readv}, 1, $nothing, 1, $nothing, 1, 0);
unreadable('environment-of-init', '/proc/1/mem');

# The kernel.
refused('load-module', $call{init_module}, $nothing, 256, "\0");
refused('kexec', $call{kexec_load}, 0, 0, $nothing, 0);
refused('reboot', $call{reboot}, 0xfee1dead, 672274793, 0x89abcdef, $nothing);
refused('swapon', $call{swapon}, "/tmp/swap\0", 0);
refused('set-clock', $call{settimeofday}, pack('q2', 0, 0), 0);
refused('set-hostname', $call{sethostname}, "escaped\0", 7);
refused('bpf', $call{bpf}, 0, $nothing, 128);
refused('perf-event', $call{perf_event_open}, $nothing, -1, 0, -1, 0);
refused('userfaultfd', $call{userfaultfd}, 0);
refused('kernel-keyring', $call{add_key}, "user\0", "escaped\0", "x\0", 1, -3);
unreadable('kernel-log', '/dev/kmsg');
unreadable('physical-memory', '/dev/mem');
unreadable('kernel-memory', '/proc/kcore');
unwritable('sysrq-trigger', '/proc/sysrq-trigger', 'h');
unwritable('core-pattern', '/proc/sys/kernel/core_pattern', '|/tmp/escaped');
unwritable('proc-sys', '/proc/sys/vm/overcommit_memory', '1');
unwritable('modprobe-path', '/proc/sys/kernel/modprobe', '/tmp/escaped');
unwritable('sys-writes', '/sys/kernel/uevent_helper', '/tmp/escaped');
{
    my ($release) = grep { -e } glob('/sys/fs/cgroup/*/release_agent'), glob('/sys/fs/cgroup/release_agent'), glob('/sys/fs/cgroup/cgroup.procs');
    if ($release) { unwritable('cgroup-release-agent', $release, '/tmp/escaped') }
    else { report('cgroup-release-agent', 0, 'there is none') }
}
{
    my @disks = grep { -b } glob '/dev/*';
    report('host-disks', @disks > 0, @disks ? "sees @disks" : 'no block device');
}

# The engine.
{
    my @sockets = grep { -S } qw(/var/run/docker.sock /run/docker.sock /run/containerd/containerd.sock /run/podman/podman.sock);
    report('engine-socket', @sockets > 0, @sockets ? "sees @sockets" : 'none is there');
}
unreachable('engine-port', $gateway, 2375);

# The network.
{
    my $raw = socket(my $socket, PF_INET, SOCK_RAW, 1);
    report('raw-socket', $raw, $raw ? 'was opened' : "$!");
    my $packet = socket(my $frames, 17, SOCK_RAW, 0x0300);
    report('packet-socket', $packet, $packet ? 'was opened' : "$!");
}
unreachable('neighbour', $neighbour, $neighbour_port);
unreachable('metadata-address', '169.254.169.254', 80);
unreachable('host-port', $gateway, $host_port);

# Taking more than its share.
{
    my $most = 0;
    my @children;
    while ($most < 5000) {
        my $child = fork();
        last unless defined $child;
        if ($child == 0) { sleep 60; POSIX::_exit(0) }
        push @children, $child;
        $most++;
    }
    kill 'KILL', @children;
    waitpid($_, 0) for @children;
    report('fork-bomb', $most >= 5000, "stopped after $most processes");
}
{
    my $status = apart(sub { my @held; push @held, 'x' x (16 << 20) for 1 .. 128; });
    report('memory-bomb', $status == 0, $status == 0 ? 'took 2 GiB' : "ended by signal " . ($status & 127));
}
{
    my ($written, $block) = (0, 'x' x (1 << 20));
    if (open(my $file, '>', '/tmp/fill')) {
        while ($written < 512) { my $n = syswrite($file, $block); last unless defined $n && $n == length $block; $written++ }
    }
    unlink '/tmp/fill';
    report('disk-fill-tmp', $written >= 512, "stopped after $written MiB");
}
{
    my @open;
    while (@open < 100_000) { open(my $file, '<', '/dev/null') or last; push @open, $file }
    my $count = @open;
    @open = ();
    report('file-descriptors', $count >= 100_000, "stopped after $count");
}

# Secrets of whoever runs the autoscaler.
{
    my @places;
    for my $path (glob('/proc/[0-9]*/environ'), glob('/proc/[0-9]*/cmdline'), glob('/home/runner/.*'), glob('/home/runner/*'), glob('/run/*'), glob('/run/secrets/*'), glob('/etc/*'), glob('/tmp/*')) {
        push @places, $path if index(content($path), $token) >= 0;
    }
    my ($in_environment) = grep { index($_, $token) >= 0 } values %ENV;
    push @places, 'environment' if $in_environment;
    report('operators-token', @places > 0, @places ? "found in @places" : 'found nowhere');
}

print "done\t-\t-\n";
