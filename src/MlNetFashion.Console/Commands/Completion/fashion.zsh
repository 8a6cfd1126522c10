#compdef fashion
# Zsh completes the words of fashion; where fashion has no word, the names of files.
_fashion() {
    local -a words=("${(@f)$(fashion "[suggest:${#LBUFFER}]" "$BUFFER" 2>/dev/null)}")
    words=(${(M)words:#${(b)PREFIX}*})
    if (( $#words )); then compadd -a words; else _files; fi
}
if [[ $funcstack[1] == _fashion ]]; then _fashion "$@"; else compdef _fashion fashion; fi
