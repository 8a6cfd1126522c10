# Bash completes the words of fashion; where fashion has no word, the names of files.
_fashion() {
    local word=${COMP_WORDS[COMP_CWORD]}
    mapfile -t COMPREPLY < <(compgen -W "$(fashion "[suggest:$COMP_POINT]" "$COMP_LINE" 2>/dev/null)" -- "$word")
}
complete -o bashdefault -o default -F _fashion fashion
