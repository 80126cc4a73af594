//! The commands inside workflows, as their services would run them.

/// The commands of a GitHub workflow, each with the name of its step (empty where it has none).
pub(crate) fn github(workflow: &str) -> Vec<(String, String)> {
    let (mut steps, mut name) = (Vec::new(), String::new());
    let mut lines = workflow.lines().peekable();
    while let Some(line) = lines.next() {
        let key = line.trim_start().trim_start_matches("- ");
        if line.trim_start().starts_with("- ") {
            name.clear();
        }
        if let Some(given) = key.strip_prefix("name: ") {
            given.clone_into(&mut name);
        }
        let Some(script) = key.strip_prefix("run: ") else { continue };
        let mut text = script.to_owned();
        if script == "|" {
            let indent = line.len() - key.len() + 2;
            text.clear();
            while let Some(inside) =
                lines.next_if(|next| next.is_empty() || next.len() - next.trim_start().len() >= indent)
            {
                text += inside.get(indent..).unwrap_or_default();
                text.push('\n');
            }
        }
        steps.push((name.clone(), text));
    }
    steps
}

/// The commands of one job of a GitLab pipeline: those before each job, then its own.
pub(crate) fn gitlab(pipeline: &str, job: &str) -> String {
    let before = pipeline.lines().filter_map(|line| line.strip_prefix("    - "));
    let before: Vec<&str> = before.take_while(|line| !line.starts_with("if:")).collect();
    let (_, rest) = pipeline.split_once(&format!("\n{job}:\n")).expect("the pipeline has the job");
    let own = rest
        .lines()
        .find_map(|line| line.trim_start().strip_prefix("script: "))
        .expect("the job does something");
    before.join("\n") + "\n" + own
}
