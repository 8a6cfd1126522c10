# PowerShell completes the words of fashion; where fashion has no word, the names of files.
Register-ArgumentCompleter -Native -CommandName fashion -ScriptBlock {
    param($word, $line, $position)
    fashion "[suggest:$position]" "$line" 2>$null | Where-Object { $_ -like "$word*" } |
        ForEach-Object { [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_) }
}
