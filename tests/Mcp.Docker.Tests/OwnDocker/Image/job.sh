#!/bin/sh
# A job that does what 'container:' and 'services:' do, and says what it is and what it may. Each line: a name, a tab, what was found.
say() { printf '%s\t%s\n' "$1" "$(eval "$2" 2>&1 | tr '\n' ' ' | sed 's/ *$//')"; }

cd "$HOME" || exit 1
mkdir -p inner/bin && cp /bin/busybox inner/bin/ && for applet in sh id cat ls wget httpd sleep grep hostname; do ln -sf busybox "inner/bin/$applet"; done
tar -C inner -c . | docker import - inner >/dev/null

say user 'id -u'
say capabilities 'grep CapPrm /proc/self/status | cut -f2'
say capabilities-ever 'grep CapBnd /proc/self/status | cut -f2'
say no-new-privileges 'grep NoNewPrivs /proc/self/status | cut -f2'
say rootless 'docker info --format "{{json .SecurityOptions}}"'
say others 'docker ps --all --quiet'
docker network create jobs >/dev/null
docker run --detach --rm --network jobs --name service inner httpd -f -p 8000 -h / >/dev/null
say service 'docker run --rm --network jobs inner sh -c "wget -q -O - http://service:8000/bin/sh | head -c 4 | cut -c 2-4"'
say container-user 'docker run --rm --user 999 inner id -u'
say container-mount 'echo written >here.txt; docker run --rm -v "$HOME:/work" inner cat /work/here.txt'
say container-socket 'docker run --rm -v /var/run/docker.sock:/var/run/docker.sock inner ls /var/run/'
say container-root-of-host 'docker run --rm --cap-add ALL -v /:/outer inner sh -c "echo x >/outer/proc/sys/kernel/core_pattern || echo refused"'
say container-root-of-image 'docker run --rm --cap-add ALL -v /:/outer inner sh -c "echo x >/outer/etc/passwd || echo refused"'
docker kill service >/dev/null
printf 'done\t-\n'
sleep 600
