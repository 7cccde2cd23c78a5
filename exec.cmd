@rem The npm scripts say "exec", with which a Unix shell gives its place to node, so that signals reach it. Windows has no such word.
@%*
