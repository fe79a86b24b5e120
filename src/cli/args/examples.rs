//! Tests of the declaration: it is consistent, and every example that users see is a command that there is.

use std::fs;

use clap::{Command, CommandFactory, Parser};

use super::Arguments;

/// The pages whose blocks of `sh` show commands.
const PAGES: [&str; 2] = ["README.md", "README.vi.md"];

#[test]
fn the_declaration_is_consistent() {
    Arguments::command().debug_assert();
}

#[test]
fn every_command_has_examples_that_it_takes() {
    for (name, help) in helps(&Arguments::command()) {
        let shown: Vec<&str> = help.lines().filter(|line| line.starts_with("  ")).collect();
        assert!(!shown.is_empty(), "{name}: no example in its help");
        for line in shown {
            check(&name, line);
        }
    }
}

#[test]
fn the_pages_show_commands_that_there_are() {
    for page in PAGES {
        let path = format!("{}/{page}", env!("CARGO_MANIFEST_DIR"));
        let text = fs::read_to_string(&path).unwrap();
        let blocks = text.split("```sh\n").skip(1).filter_map(|block| block.split("```").next());
        for line in blocks.flat_map(str::lines) {
            check(page, line);
        }
    }
}

/// The names of all commands at the ends of the tree, and what stands behind their help.
fn helps(command: &Command) -> Vec<(String, String)> {
    let inner = command.get_subcommands().flat_map(helps);
    let own = command.get_after_help().map(ToString::to_string).unwrap_or_default();
    let is_root = command.get_name() == "chutri";
    inner.chain((!is_root).then(|| (command.get_name().to_owned(), own))).collect()
}

/// Parses the commands of chutri in a line of shell.
fn check(place: &str, line: &str) {
    for words in commands(line) {
        let parsed = Arguments::try_parse_from(&words);
        assert!(parsed.is_ok(), "{place}: {line}\n{}", parsed.unwrap_err());
    }
}

/// The commands of chutri in a line, as words: without comments, quotes, and what redirects.
fn commands(line: &str) -> Vec<Vec<String>> {
    let mut all = vec![Vec::new()];
    let mut letters = line.chars().peekable();
    while let Some(&letter) = letters.peek() {
        match letter {
            ' ' => _ = letters.next(),
            '#' => break,
            '&' | '|' | '>' | '<' => {
                letters.next();
                all.push(Vec::new());
            }
            quote @ ('"' | '\'') => {
                letters.next();
                let word = letters.by_ref().take_while(|&letter| letter != quote).collect();
                all.last_mut().unwrap().push(word);
            }
            _ => {
                let mut word = String::new();
                while let Some(letter) = letters.next_if(|letter| !" \"'".contains(*letter)) {
                    word.push(letter);
                }
                // `2>` redirects as `>` does.
                if word.ends_with('>') {
                    all.push(Vec::new());
                } else {
                    all.last_mut().unwrap().push(word);
                }
            }
        }
    }
    all.retain(|words| words.first().is_some_and(|word| word == "chutri"));
    all
}

#[test]
fn a_line_of_shell_is_taken_apart() {
    let line = r#"mkdir a && chutri unit "cho moi" --as-of 2020 > out # a comment"#;
    assert_eq!(commands(line), [["chutri", "unit", "cho moi", "--as-of", "2020"]]);
    assert_eq!(commands("cat a | chutri build - | sort").len(), 1);
    assert!(commands("make demo   # builds chutri").is_empty());
}
