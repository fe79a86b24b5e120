//! The job of `examples/spark`: shards of a cluster that loses a machine give the graph of a build.

mod processes;

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread::{JoinHandle, sleep};
use std::time::{Duration, Instant};

use sha2::{Digest, Sha256};

use crate::cli::{Run, command, finish};
use processes::{Family, wait_for};

#[allow(dead_code, unreachable_pub)]
#[path = "../../examples/synthesize.rs"]
mod synthesize;

const JOB: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/spark/job.py");
const CLUSTER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/spark/cluster.sh");
const CHUTRI: &str = env!("CARGO_BIN_EXE_chutri");

/// Why the test cannot run here; printed past the harness, which hides what a passing test prints.
fn lacks(program: &str, argument: &str, module: &str) -> bool {
    let found = |mut command: Command| {
        let quiet = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        quiet.status().is_ok_and(|status| status.success())
    };
    let mut python = Command::new("python3");
    python.args(["-c", &format!("import pyarrow, {module}")]);
    let mut other = Command::new(program);
    other.arg(argument);
    let missing = match (found(other), found(python)) {
        (true, true) => return false,
        (false, _) => program,
        _ => module,
    };
    assert!(std::env::var_os("CHUTRI_ALL_READERS").is_none(), "there is no {missing}");
    let _ =
        writeln!(std::io::stderr(), "skipped: there is no {missing}; install it to run this test");
    true
}

/// Articles in files, and among them a line that is none.
fn articles(folder: &Path, count: u64) -> PathBuf {
    let articles = folder.join("articles");
    fs::create_dir(&articles).unwrap();
    let file = File::create(articles.join("articles.jsonl")).unwrap();
    synthesize::write(count, 9, BufWriter::new(file)).unwrap();
    fs::write(articles.join("none.jsonl"), "{\"id\": \"none\"}\n").unwrap();
    articles
}

/// SHA-256 of all that a graph holds, sorted; of its dump, where the store is one.
fn digest(root: &Path, graph: &Path) -> String {
    let manifest = fs::read(graph.join("manifest.json")).unwrap();
    let manifest: serde_json::Value = serde_json::from_slice(&manifest).unwrap();
    let dump = graph.join(manifest["generation"].as_str().unwrap()).join("graph.nq");
    let mut digest = Sha256::new();
    if let Ok(mut dump) = File::open(dump) {
        std::io::copy(&mut dump, &mut digest).unwrap();
    } else {
        let mut export = command();
        export.current_dir(root).args(["export", "--format", "nq", "--graph"]).arg(graph);
        let mut export = export.stdout(Stdio::piped()).spawn().unwrap();
        std::io::copy(export.stdout.as_mut().unwrap(), &mut digest).unwrap();
        assert!(export.wait().unwrap().success());
    }
    format!("{:x}", digest.finalize())
}

/// Runs the command as one of the family.
fn chutri(root: &Path, arguments: &[&Path], graph: &Path, code: i32) -> Run {
    let run = finish(command().current_dir(root).args(arguments).arg("--graph").arg(graph));
    assert_eq!(run.code, code, "{}", run.stderr);
    run
}

/// Lines of all files of a folder of Spark's.
fn lines(folder: &Path) -> Vec<String> {
    let files = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    let parts = files.filter(|path| path.extension().is_some_and(|ending| ending == "txt"));
    let read = parts.map(|path| fs::read_to_string(path).unwrap());
    read.collect::<String>().lines().map(str::to_owned).collect()
}

/// Builds the graph of the articles meanwhile; its digest.
fn built(root: &Path, articles: &Path) -> JoinHandle<String> {
    let (root, articles, folder) = (root.to_owned(), articles.to_owned(), root.join("built"));
    std::thread::spawn(move || {
        // The articles have one line that is none.
        chutri(&root, &["build".as_ref(), &articles], &folder, 1);
        digest(&root, &folder)
    })
}

/// Articles in a folder of a new family, and the build of their graph, which goes on meanwhile.
fn begun(count: u64) -> (Family, PathBuf, JoinHandle<String>) {
    let family = Family::new();
    let articles = articles(family.root(), count);
    let built = built(family.root(), &articles);
    (family, articles, built)
}

/// The shards and what was rejected are those of all articles, and link to the graph of a build of them.
fn same_graph(root: &Path, built: JoinHandle<String>, count: u64) {
    let rejected = lines(&root.join("out/rejected"));
    assert_eq!(rejected.len(), 1, "{rejected:?}");
    assert!(rejected[0].contains("missing field `text`") && rejected[0].contains(r#"\"none\""#));
    let folder = root.join("linked");
    let linked = chutri(root, &["link".as_ref(), &root.join("out/shards")], &folder, 0).stderr;
    assert!(linked.contains(&format!("{count} documents read, 0 rejected")), "{linked}");
    assert_eq!(digest(root, &folder), built.join().unwrap());
}

/// Files of a folder and those below.
fn count(folder: &Path, ending: &str) -> usize {
    let Ok(entries) = fs::read_dir(folder) else { return 0 };
    let of = |path: PathBuf| {
        let own = usize::from(path.to_string_lossy().ends_with(ending));
        if path.is_dir() { count(&path, ending) } else { own }
    };
    entries.flatten().map(|entry| of(entry.path())).sum()
}

#[test]
fn a_cluster_that_loses_a_machine_gives_the_graph_of_a_build() {
    const ARTICLES: u64 = 25_000;
    if lacks("java", "-version", "pyspark") {
        return;
    }
    let start = Instant::now();
    let (family, articles, built) = begun(ARTICLES);
    let root = family.root();
    let cluster = |arguments: &[&str]| {
        let mut command = Command::new(CLUSTER);
        command.args(&arguments[..1]).arg(root.join("cluster")).args(&arguments[1..]);
        let output = command.stdin(Stdio::null()).stderr(Stdio::inherit()).output().unwrap();
        assert!(output.status.success(), "{arguments:?}");
        String::from_utf8(output.stdout).unwrap().trim().to_owned()
    };
    let master = cluster(&["start"]);
    let mut submit = family.command("spark-submit");
    submit.args(["--master", &master, "--executor-memory", "1g", "--files", CHUTRI]);
    for setting in [
        "spark.ui.enabled=false",
        "spark.driver.host=127.0.0.1",
        "spark.sql.files.maxPartitionBytes=2m",
    ] {
        submit.args(["--conf", setting]);
    }
    submit.env("SPARK_LOCAL_IP", "127.0.0.1").arg(JOB).arg("--lines").arg(&articles);
    submit.arg("--out").arg(root.join("out"));
    let mut job = family.start(submit, "job.log");
    // Each task of extraction leaves one such file before the driver hears of its end.
    let left = |worker: u32| count(&root.join(format!("cluster/scratch{worker}")), ".index");
    wait_for("tasks of both workers", || {
        let log = family.log("job.log");
        assert_eq!(job.try_wait().unwrap(), None, "{log}");
        let heard = log.matches("Finished task").count();
        let of_second = left(2);
        of_second >= 1 && heard > of_second
    });
    cluster(&["lose", "1"]);
    assert!(count(&root.join("out/facts"), ".parquet") == 0, "extraction was not over");
    wait_for("the end of the job", || job.try_wait().unwrap().is_some());
    let log = family.log("job.log");
    assert!(job.wait().unwrap().success(), "{log}");
    assert!(log.contains("Lost executor"), "{log}");
    assert!(log.contains(&format!("{ARTICLES} documents, 1 rejected")), "{log}");
    assert!(log.contains("Resubmitted ShuffleMapTask"), "what was done there is done again");
    same_graph(root, built, ARTICLES);
    eprintln!(
        "{ARTICLES} articles, here and on a cluster that lost a machine: {:.0} s",
        start.elapsed().as_secs_f64()
    );
}

#[test]
fn the_same_job_runs_on_a_server_of_spark_connect() {
    const ARTICLES: u64 = 1000;
    if lacks("sail", "--help", "pysail, pyspark.sql.connect.client") {
        return;
    }
    let (family, articles, built) = begun(ARTICLES);
    let root = family.root();
    let free = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let mut sail = family.command("sail");
    sail.args(["spark", "server", "--ip", "127.0.0.1", "--port", &free.port().to_string()]);
    let mut server = family.start(sail, "sail.log");
    wait_for("the server", || {
        assert_eq!(server.try_wait().unwrap(), None, "{}", family.log("sail.log"));
        std::net::TcpStream::connect(free).is_ok()
    });
    sleep(Duration::from_millis(200));
    let run = |program: &str| {
        let mut job = family.command("python3");
        job.env("SPARK_REMOTE", format!("sc://{free}")).args([JOB, "--chutri", program, "--lines"]);
        job.arg(&articles).arg("--out").arg(root.join("out"));
        let ended = family.start(job, "job.log").wait().unwrap();
        assert!(ended.success(), "{}", family.log("job.log"));
    };
    run(CHUTRI);
    fs::remove_dir_all(root.join("out/shards")).unwrap();
    // What is extracted stays: without the program the job goes on from the facts.
    run("./nothing");
    same_graph(root, built, ARTICLES);
}
