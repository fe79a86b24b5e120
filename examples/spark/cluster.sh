#!/bin/bash
# A standalone cluster for trying the job: a master and two workers of one core on loopback, each with a scratch
# folder of its own, from the package of pip alone.
#
#   cluster.sh start DIR     starts it, its files in DIR, and prints the address of the master
#   cluster.sh lose DIR N    kills worker N with all that it runs, and removes its scratch folder, as if the machine went
#   cluster.sh stop DIR      ends what is left
set -eu
[ $# -ge 2 ] || { sed -n 's/^#   //p' "$0" >&2; exit 2; }
mkdir -p "$2"
folder=$(cd "$2" && pwd)
export SPARK_LOCAL_IP=127.0.0.1 SPARK_PUBLIC_DNS=127.0.0.1 SPARK_MASTER_OPTS=-Dspark.master.rest.enabled=false
deploy=org.apache.spark.deploy

# Runs a part of the cluster in a process group of its own, whose number it keeps.
begin() {
    local name=$1
    shift
    (cd "$folder" && exec setsid "$SPARK_HOME/bin/spark-class" "$@") </dev/null >"$folder/$name.log" 2>&1 &
    echo $! >"$folder/$name.group"
}

end() { kill -9 -- "-$(cat "$folder/$1.group")" 2>/dev/null || true; }

# The first N matches of a pattern in a log, waited for.
told() {
    local log=$1 pattern=$2 count=$3
    for _ in $(seq 300); do
        if [ "$(grep -Eos "$pattern" "$folder/$log.log" | wc -l)" -ge "$count" ]; then
            grep -Eo "$pattern" "$folder/$log.log" | head -n "$count"
            return
        fi
        sleep 0.2
    done
    tail "$folder/$log.log" >&2
    return 1
}

case $1 in
start)
    : "${SPARK_HOME:=$(python3 -c 'import os, pyspark; print(os.path.dirname(pyspark.__file__))')}"
    export SPARK_HOME
    begin master $deploy.master.Master --host 127.0.0.1 --port 0 --webui-port 0
    address=$(told master 'spark://127.0.0.1:[0-9]+' 1)
    for worker in 1 2; do
        mkdir -p "$folder/scratch$worker"
        SPARK_LOCAL_DIRS=$folder/scratch$worker begin worker$worker $deploy.worker.Worker --host 127.0.0.1 \
            --cores 1 --memory 2g --work-dir "$folder/work$worker" --webui-port 0 "$address"
    done
    told master 'Registering worker' 2 >/dev/null
    echo "$address"
    ;;
lose)
    end "worker$3"
    rm -rf "$folder/scratch$3"
    ;;
stop)
    for part in worker1 worker2 master; do end $part; done
    ;;
esac
