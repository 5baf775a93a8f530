/** The shells whose completion carve can write. */
export const shells = ['bash', 'zsh', 'fish'] as const;

export type Shell = (typeof shells)[number];

// Each script hands the words up to the cursor to `carve complete`, which answers with a line for
// each candidate: the word, a tab, what it means. The words are passed on as they are, never evaluated.

const bash = `# carve completion for bash: put this into ~/.bashrc
#   source <(carve completion bash)
_carve() {
  local value meaning
  COMPREPLY=()
  while IFS=$'\\t' read -r value meaning; do
    case "\${COMP_WORDS[COMP_CWORD]}" in
      [\\"\\']*) ;;
      *) case "$value" in *[!A-Za-z0-9_./:=@%+,~-]*) printf -v value '%q' "$value" ;; esac ;;
    esac
    COMPREPLY+=("$value")
  done < <(carve complete bash -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
  case "\${COMPREPLY[0]}" in
    */ | *=) [ "\${#COMPREPLY[@]}" = 1 ] && compopt -o nospace ;;
  esac
}
complete -o nosort -F _carve carve
`;

const zsh = `#compdef carve
# carve completion for zsh: put this into ~/.zshrc, after compinit
#   source <(carve completion zsh)
_carve() {
  local line value
  local -a lines values shown open openshown
  lines=("\${(@f)$(carve complete zsh -- "\${(@Q)words[2,CURRENT]}" 2>/dev/null)}")
  for line in "\${lines[@]}"; do
    value="\${line%%$'\\t'*}"
    [[ -z "$value" ]] && continue
    line="\${line/$'\\t'/  -- }"
    line="\${line%  -- }"
    if [[ "$value" == */ || "$value" == *= ]]; then
      open+=("$value"); openshown+=("$line")
    else
      values+=("$value"); shown+=("$line")
    fi
  done
  (( \${#values} )) && compadd -l -d shown -a values
  (( \${#open} )) && compadd -S '' -d openshown -a open
}
compdef _carve carve
`;

const fish = `# carve completion for fish: put this into ~/.config/fish/completions/carve.fish
function __carve_complete
  set -l before (commandline -opc)
  set -l current (commandline -ct)
  carve complete fish -- $before[2..-1] "$current" 2>/dev/null
end
complete -c carve -f -a '(__carve_complete)'
`;

/** What a shell runs to complete what follows \`carve\`. */
export const completionScripts: Readonly<Record<Shell, string>> = { bash, zsh, fish };
