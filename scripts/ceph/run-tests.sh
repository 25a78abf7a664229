#!/usr/bin/env bash
# A throwaway Ceph with its S3 gateway on 127.0.0.1, the stores' tests against it, and its end. Comes in: Debian's ceph-mon,
# ceph-osd and radosgw (apt-get install --no-install-recommends radosgw ceph-mon ceph-osd). Goes out: the tests' exit code.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
folder=$(mktemp -d)
end() {
  for file in "$folder"/*.pid; do [ -e "$file" ] && kill -9 "$(cat "$file")" || true; done
  rm -rf "$folder"
}
trap end EXIT

fsid=$(cat /proc/sys/kernel/random/uuid)
monitors="[v2:127.0.0.1:13300/0,v1:127.0.0.1:16789/0]"
gateway=17480
conf="$folder/ceph.conf"
cat >"$conf" <<CONF
[global]
fsid = $fsid
mon host = $monitors
mon initial members = a
keyring = $folder/admin.keyring
osd pool default size = 1
osd pool default min size = 1
osd pool default pg num = 8
mon allow pool size one = true
mon data avail crit = 1
osd crush chooseleaf type = 0
run dir = $folder
pid file = $folder/\$name.pid
admin socket = $folder/\$name.asok
log file = $folder/\$name.log
log to stderr = false
[mon]
keyring = $folder/mon.keyring
mon data = $folder/mon
[osd]
keyring = $folder/osd.keyring
osd data = $folder/osd
osd objectstore = memstore
memstore device bytes = 2147483648
osd max object name len = 460
[client.rgw]
keyring = $folder/rgw.keyring
rgw frontends = beast endpoint=127.0.0.1:$gateway
CONF

mkdir "$folder/mon" "$folder/osd"
all=(--cap mon 'allow *' --cap osd 'allow *' --cap mgr 'allow *')
ceph-authtool --create-keyring "$folder/mon.keyring" --gen-key -n mon. --cap mon 'allow *'
ceph-authtool --create-keyring "$folder/admin.keyring" --gen-key -n client.admin "${all[@]}"
ceph-authtool "$folder/mon.keyring" --import-keyring "$folder/admin.keyring"
monmaptool --create --fsid "$fsid" --addv a "$monitors" "$folder/monmap"
ceph-mon -c "$conf" -i a --mkfs --monmap "$folder/monmap" --keyring "$folder/mon.keyring"
ceph-mon -c "$conf" -i a
ceph -c "$conf" osd create
ceph -c "$conf" auth get-or-create osd.0 mon 'allow profile osd' osd 'allow *' -o "$folder/osd.keyring"
ceph -c "$conf" auth get-or-create client.rgw mon 'allow rw' osd 'allow rwx' -o "$folder/rgw.keyring"
ceph-osd -c "$conf" -i 0 --mkfs
ceph-osd -c "$conf" -i 0
radosgw -c "$conf" -n client.rgw
until curl --silent --output /dev/null "127.0.0.1:$gateway"; do sleep 1; done
radosgw-admin -c "$conf" user create --uid=test --display-name=test --access-key=test-key --secret=test-secret/+ >/dev/null
node_modules/.bin/node --input-type=module --eval "
  import { AwsClient } from 'aws4fetch';
  const client = new AwsClient({ accessKeyId: 'test-key', secretAccessKey: 'test-secret/+', service: 's3', region: 'us-east-1' });
  const answer = await client.fetch('http://127.0.0.1:$gateway/recordings', { method: 'PUT' });
  if (!answer.ok) throw new Error(await answer.text());"

export SOLEWISE_TEST_S3="{\"OBJECTS_S3_ENDPOINT\":\"http://127.0.0.1:$gateway\",\"OBJECTS_S3_BUCKET\":\"recordings\",\"AWS_ACCESS_KEY_ID\":\"test-key\",\"AWS_SECRET_ACCESS_KEY\":\"test-secret/+\"}"
npx vitest run apps/server/src/objects/object-store.test.ts
