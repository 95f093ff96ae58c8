# Outlives the JVM that started it just long enough to kill what that JVM would leave behind.
# stdin, one per line: "add PID", "remove PID", "delete DIR". End of input means that the JVM is gone, however it went.

trap '' HUP INT QUIT TERM TSTP

# When the process started, in ticks since boot: with its PID that names one process, for the system reuses PIDs.
# Source: proc_pid_stat(5), field 22; the name in field 2 may hold spaces and parentheses. Empty where there is no /proc.
started() {
    stat=
    { read -r stat <"/proc/$1/stat"; } 2>/dev/null
    set -- ${stat##*) }
    echo "${20}"
}

watched=
doomed=
while read -r verb operand; do
    case $verb in
    add)
        watched="$watched $operand:$(started "$operand")"
        ;;
    remove)
        rest=
        for entry in $watched; do
            [ "${entry%%:*}" = "$operand" ] || rest="$rest $entry"
        done
        watched=$rest
        ;;
    delete)
        doomed="$doomed$operand
"
        ;;
    esac
done

for entry in $watched; do
    pid=${entry%%:*}
    [ "$entry" = "$pid:$(started "$pid")" ] && kill -KILL "$pid"
done
printf %s "$doomed" | while IFS= read -r dir; do
    # A server's workers notice its death a moment later and may still be writing.
    rm -rf -- "$dir" || { sleep 1; rm -rf -- "$dir"; }
done
