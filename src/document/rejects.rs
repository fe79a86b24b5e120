//! Rejected input, kept as files for who looks after it.

use std::fs;

use sha2::{Digest, Sha256};

use super::{Place, ReadError, Reading};

impl Reading {
    /// Keeps the bytes of rejected input where that is asked for, and hands the error on.
    pub fn keep(&self, error: ReadError, bytes: &[u8]) -> ReadError {
        if let Some(folder) = &self.rejects {
            // What is wrong with the input matters more than that it cannot be kept, which is counted.
            if fs::write(folder.join(error.place().kept_name()), bytes).is_err() {
                self.tally.lose();
            }
        }
        error
    }
}

impl Place {
    /// Name of the file in which rejected input of this place is kept: that of its file, with line or record,
    /// and a few letters of a digest of its path, which tell files of one name apart.
    pub fn kept_name(&self) -> String {
        let path = self.path.to_string_lossy();
        let digest = format!("{:x}", Sha256::digest(path.as_bytes()));
        let name = path.rsplit(['/', '\\']).next().unwrap_or_default();
        let (stem, ending) = name.rsplit_once('.').unwrap_or((name, "txt"));
        let (stem, digest) = (stem.replace(char::is_control, ""), &digest[..8]);
        match (self.line, self.record) {
            (_, Some(record)) => format!("{stem}.{digest}.record-{record}"),
            (Some(line), _) => format!("{stem}.{digest}.line-{line}.{ending}"),
            (None, None) => format!("{stem}.{digest}.{ending}"),
        }
    }
}
