//! Whether what a segment has indexed of each story is what its stored text gives.

use std::fmt::Debug;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use tantivy::columnar::{Column as Values, StrColumn};
use tantivy::postings::Postings;
use tantivy::schema::{Field as Column, FieldType, IndexRecordOption};
use tantivy::store::StoreReader;
use tantivy::{DocId, DocSet, Segment, SegmentReader, TERMINATED, TantivyError};

use super::super::super::Stamp;
use super::super::analyser::tokenizers;
use super::super::document::document;
use super::super::opened::read_article;
use super::super::schema::{Layout, SERIAL, SINCE};
use super::digest::{self, Digester};
use super::{Damage, guarded, story};

/// How many stories a thread takes at a time.
const PORTION: usize = 256;

/// Blocks of stored stories that each thread keeps at hand: it reads them in their order.
const STORE_BLOCKS: usize = 1;

/// What was found in a segment.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) stories: Vec<(u64, String)>,
    pub(super) damages: Vec<Damage>,
}

/// Verifies a segment. `read` is told how many of its stories are done.
pub(super) fn verify(
    segment: &Segment,
    layout: &Layout,
    read: &(dyn Fn(u64) + Sync),
) -> tantivy::Result<Found> {
    let reader = SegmentReader::open(segment)?;
    let digests: Vec<AtomicU64> = (0..reader.max_doc()).map(|_| AtomicU64::new(0)).collect();
    let columns: Vec<Column> = layout.schema.fields().map(|(column, _)| column).collect();
    shared(columns.len(), &|| {
        let (reader, columns, digests) = (&reader, &columns, &digests);
        Ok(move |at: usize| add_column(reader, layout, columns[at], digests))
    })?;
    let alive: Vec<DocId> = reader.doc_ids_alive().collect();
    let found = Mutex::new(Found::default());
    let done = AtomicU64::new(0);
    shared(alive.len().div_ceil(PORTION), &|| {
        let (alive, digests, found, done) = (&alive, &digests, &found, &done);
        let mut stories = Stories::open(&reader, layout)?;
        Ok(move |at: usize| {
            let end = alive.len().min((at + 1) * PORTION);
            let portion = &alive[at * PORTION..end];
            let mut own = Found::default();
            for doc in portion {
                stories.compare(*doc, digests[*doc as usize].load(Ordering::Relaxed), &mut own);
            }
            let mut found = found.lock().unwrap_or_else(PoisonError::into_inner);
            found.stories.append(&mut own.stories);
            found.damages.append(&mut own.damages);
            let before = done.fetch_add(portion.len() as u64, Ordering::Relaxed);
            read(before + portion.len() as u64);
            Ok(())
        })
    })?;
    let mut found = found.into_inner().unwrap_or_else(PoisonError::into_inner);
    found.damages.sort_by(|one, other| one.at.cmp(&other.at));
    Ok(found)
}

/// Does numbered pieces of work on all cores. Each thread has what `begin` makes for it.
fn shared<W>(pieces: usize, begin: &(dyn Fn() -> tantivy::Result<W> + Sync)) -> tantivy::Result<()>
where
    W: FnMut(usize) -> tantivy::Result<()>,
{
    let next = AtomicUsize::new(0);
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let work = || {
        let mut work = begin()?;
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            if at >= pieces {
                return Ok(());
            }
            work(at)?;
        }
    };
    std::thread::scope(|scope| {
        let threads = threads.clamp(1, pieces.max(1));
        let running: Vec<_> = (0..threads).map(|_| scope.spawn(|| guarded(work))).collect();
        let ended = running.into_iter().map(|thread| match thread.join() {
            Ok(ended) => ended.map_err(TantivyError::InternalError),
            Err(_) => Err(TantivyError::InternalError("a thread ended early".into())),
        });
        // All are joined, whatever the first says.
        ended.collect::<Vec<_>>().into_iter().collect()
    })
}

/// Adds to the digests of the stories of a segment what a column has of them.
fn add_column(
    reader: &SegmentReader,
    layout: &Layout,
    column: Column,
    digests: &[AtomicU64],
) -> tantivy::Result<()> {
    let entry = layout.schema.get_field_entry(column);
    let add = |doc: DocId, digest: u64| {
        digests[doc as usize].fetch_add(digest, Ordering::Relaxed);
    };
    if let Some(option) = entry.field_type().get_index_record_option() {
        add_terms(reader, column, option, &add)?;
    }
    if entry.has_fieldnorms() {
        let lengths = reader.get_fieldnorms_reader(column)?;
        for doc in 0..reader.max_doc() {
            add(doc, digest::length(column, lengths.fieldnorm_id(doc)));
        }
    }
    if !entry.is_fast() {
        return Ok(());
    }
    let (values, docs) = (reader.fast_fields(), reader.max_doc());
    let numbers = |doc, bits| add(doc, digest::number(column, bits));
    match entry.field_type() {
        FieldType::Str(_) => {
            if let Some(texts) = values.str(entry.name())? {
                add_texts(docs, column, &texts, &add)?;
            }
        }
        FieldType::I64(_) => {
            let values = values.column_opt(entry.name())?;
            each(docs, values, |doc, value: i64| {
                numbers(doc, value.cast_unsigned())
            });
        }
        _ => each(docs, values.column_opt(entry.name())?, numbers),
    }
    Ok(())
}

/// All values of a column, with their documents.
fn each<T: PartialOrd + Copy + Debug + Send + Sync + 'static>(
    docs: DocId,
    values: Option<Values<T>>,
    take: impl Fn(DocId, T),
) {
    let Some(values) = values else { return };
    for doc in 0..docs {
        values.values_for_doc(doc).for_each(|value| take(doc, value));
    }
}

fn add_terms(
    reader: &SegmentReader,
    column: Column,
    option: IndexRecordOption,
    add: &dyn Fn(DocId, u64),
) -> tantivy::Result<()> {
    let index = reader.inverted_index(column)?;
    let mut terms = index.terms().stream()?;
    let mut positions = Vec::new();
    while terms.advance() {
        let term = digest::text(column, terms.key());
        let mut postings = index.read_postings_from_terminfo(terms.value(), option)?;
        while postings.doc() != TERMINATED {
            let doc = postings.doc();
            if option.has_positions() {
                postings.positions(&mut positions);
                for position in &positions {
                    add(doc, digest::occurrence(term, *position));
                }
            } else if option.has_freq() {
                add(doc, digest::occurrence(term, postings.term_freq()));
            } else {
                add(doc, digest::occurrence(term, 1));
            }
            postings.advance();
        }
    }
    Ok(())
}

fn add_texts(
    docs: DocId,
    column: Column,
    texts: &StrColumn,
    add: &dyn Fn(DocId, u64),
) -> tantivy::Result<()> {
    let mut digests = Vec::new();
    let mut stream = texts.dictionary().stream()?;
    while stream.advance() {
        digests.push(digest::text(column, stream.key()));
    }
    for doc in 0..docs {
        for text in texts.term_ords(doc) {
            add(doc, digests[text as usize]);
        }
    }
    Ok(())
}

/// The stories of a segment, read by one thread.
struct Stories<'s> {
    layout: &'s Layout,
    segment: String,
    store: StoreReader,
    serials: Values<u64>,
    since: Values<i64>,
    digester: Digester,
}

impl<'s> Stories<'s> {
    fn open(reader: &SegmentReader, layout: &'s Layout) -> tantivy::Result<Stories<'s>> {
        Ok(Stories {
            layout,
            segment: reader.segment_id().uuid_string(),
            store: reader.get_store_reader(STORE_BLOCKS)?,
            serials: reader.fast_fields().u64(SERIAL)?,
            since: reader.fast_fields().i64(SINCE)?,
            digester: Digester::new(&layout.schema, &tokenizers()),
        })
    }

    /// Compares what is indexed of a story with what its text gives.
    fn compare(&mut self, doc: DocId, indexed: u64, found: &mut Found) {
        let article = match guarded(|| read_article(&self.store, doc)) {
            Ok(article) => article,
            Err(what) => {
                let at = format!("story {doc} of segment {}", self.segment);
                return found.damages.push(Damage { at, what });
            }
        };
        let mut tell = |what: String| {
            found.damages.push(Damage {
                at: story(&article.id.0),
                what,
            });
        };
        let (Some(serial), Some(since)) = (self.serials.first(doc), self.since.first(doc)) else {
            return tell("has no serial, or no generation in which it came".into());
        };
        let stamp = Stamp {
            since: since.cast_unsigned(),
            serial,
        };
        let (layout, digester) = (self.layout, &mut self.digester);
        match guarded(|| Ok(digester.digest(&document(&article, stamp, layout)))) {
            Ok(digest) if digest == indexed => {}
            Ok(_) => tell("what is indexed of it is not what its text gives".into()),
            Err(what) => tell(what),
        }
        found.stories.push((serial, article.id.0));
    }
}
