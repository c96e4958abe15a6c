#!/usr/bin/env bash
# A Postfix of our own for the tests: its own configuration, queue and port, no service of the system is touched.
# Takes a folder and a port; prints `ready`, and ends when its standard input does. Must run as root, as Postfix must.
# It takes mail for example.no: to sprett+…@ it goes into FOLDER/box/sprett (an mbox), to anybody else it bounces.
set -euo pipefail
folder=$1 port=$2

mkdir -p "$folder"/{etc,spool,data,box}
chmod 755 "$folder"
chown postfix "$folder"/{data,box}
cat >"$folder/etc/main.cf" <<EOF
compatibility_level = 3.6
queue_directory = $folder/spool
data_directory = $folder/data
mail_owner = postfix
setgid_group = postdrop
myhostname = mail.example.no
mydestination =
mynetworks = 127.0.0.0/8
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
alias_maps =
virtual_mailbox_domains = example.no
virtual_mailbox_base = $folder/box
virtual_mailbox_maps = regexp:$folder/etc/boxes
virtual_minimum_uid = 1
virtual_uid_maps = static:$(id -u postfix)
virtual_gid_maps = static:$(id -g postfix)
smtpd_reject_unlisted_recipient = no
smtpd_relay_restrictions = permit_mynetworks, reject
default_transport = error:no mail leaves this test
maillog_file = $folder/log
maillog_file_prefixes = $folder
EOF
echo '/^sprett(\+.*)?@example\.no$/ sprett' >"$folder/etc/boxes"
cat >"$folder/etc/master.cf" <<EOF
127.0.0.1:$port inet n - n - - smtpd
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
error unix - - n - - error
retry unix - - n - - error
discard unix - - n - - discard
virtual unix - n n - - virtual
anvil unix - - n - 1 anvil
proxymap unix - - n - - proxymap
tlsmgr unix - - n 1000? 1 tlsmgr
postlog unix-dgram n - n - 1 postlogd
EOF
stop() { postfix -c "$folder/etc" stop >/dev/null 2>&1 || true; }
trap stop EXIT
postfix -c "$folder/etc" start >/dev/null 2>&1
echo ready
cat >/dev/null
