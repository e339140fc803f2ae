//! Tables, definitions and lines with labels.

use std::rc::Rc;

use crate::document::Inline;

use super::fonts::Face;
use super::fragment::{Fragment, Item, Role};
use super::layout::Flow;
use super::paragraph::{Paragraph, TextStyle};
use super::shape::Shaper;
use super::style;

const PAD_X: f32 = 5.0;
const PAD_Y: f32 = 4.0;

/// A table with its head.
pub fn table(
    flow: &mut Flow<'_>,
    head: &[Vec<Inline>],
    rows: &[Vec<Vec<Inline>>],
    row_heads: bool,
    x: f32,
    width: f32,
) {
    let columns = rows
        .iter()
        .map(Vec::len)
        .chain([head.len()])
        .max()
        .unwrap_or(0);
    if columns == 0 {
        return;
    }
    let (text, longest) = flow.table_rows();
    let words = Words {
        shaper: flow.shaper,
        head,
        rows,
        row_heads,
        text,
    };
    let widths = widths(&words, columns, width);
    let top = Row {
        cells: head,
        role: Role::ColumnHead,
        bold: Bold::All,
        ground: true,
        text,
    };
    let mut heads = top.fragments(flow.shaper, &widths, 200.0);
    let has_head = head.iter().any(|cell| !cell.is_empty());
    let repeated = (has_head && heads.len() == 1)
        .then(|| heads.first().cloned().map(Rc::new))
        .flatten();
    flow.gap(9.0);
    flow.within(Role::Table, |flow| {
        if has_head {
            for fragment in heads.drain(..) {
                flow.push(fragment, x).keep_next = true;
            }
        }
        let made: Vec<Vec<Fragment>> = rows
            .iter()
            .map(|cells| {
                let row = Row {
                    cells,
                    role: Role::Cell,
                    bold: if row_heads { Bold::First } else { Bold::None },
                    ground: false,
                    text,
                };
                row.fragments(flow.shaper, &widths, longest)
            })
            .collect();
        let height: f32 = made.iter().flatten().map(|fragment| fragment.height).sum();
        let kept = height <= flow.table_kept();
        for (index, fragments) in made.into_iter().enumerate() {
            for fragment in fragments {
                let piece = flow.push(fragment, x);
                piece.head.clone_from(&repeated);
                // A short table of figures stays together, of others the last two rows.
                piece.keep_next = if kept {
                    index + 1 < rows.len()
                } else {
                    index + 2 == rows.len() && piece.fragment.height < 80.0
                };
            }
        }
    });
    flow.gap(11.0);
}

/// Terms at the left, descriptions at the right.
pub fn definitions(flow: &mut Flow<'_>, items: &[(Vec<Inline>, Vec<Inline>)], x: f32, width: f32) {
    let bold = TextStyle {
        face: Face::Bold,
        ..style::body()
    };
    let widest = items
        .iter()
        .map(|(term, _)| Paragraph::new(flow.shaper, term, bold).measure().0)
        .fold(0.0, f32::max);
    let left = (widest + 12.0).clamp(width * 0.2, width * 0.34);
    flow.gap(7.0);
    flow.within(Role::List, |flow| {
        for (term, text) in items {
            pair(flow, (term, bold), (text, style::body()), left, x, width);
            flow.gap(4.0);
        }
    });
    flow.gap(8.0);
}

/// Labels and values, close together.
pub fn labelled(flow: &mut Flow<'_>, lines: &[(String, Vec<Inline>)], x: f32, width: f32) {
    let label_style = TextStyle {
        color: style::MUTED,
        hyphenate: false,
        ..style::text(9.5, 14.0, Face::Regular, style::MUTED)
    };
    let value_style = style::text(10.0, 14.0, Face::Regular, style::INK);
    let labels: Vec<Vec<Inline>> = lines
        .iter()
        .map(|(label, _)| vec![Inline::text(label.as_str())])
        .collect();
    let widest = labels
        .iter()
        .map(|label| Paragraph::new(flow.shaper, label, label_style).measure().0)
        .fold(0.0, f32::max);
    let left = (widest + 12.0).clamp(60.0_f32.min(width * 0.3), width * 0.4);
    flow.within(Role::List, |flow| {
        for (label, (_, value)) in labels.iter().zip(lines) {
            pair(
                flow,
                (label, label_style),
                (value, value_style),
                left,
                x,
                width,
            );
        }
    });
}

fn pair(
    flow: &mut Flow<'_>,
    (term, term_style): (&[Inline], TextStyle),
    (text, text_style): (&[Inline], TextStyle),
    left: f32,
    x: f32,
    width: f32,
) {
    let terms = Paragraph::new(flow.shaper, term, term_style).lines(left - 10.0);
    let texts = Paragraph::new(flow.shaper, text, text_style).lines(width - left);
    let leading = text_style.leading.max(term_style.leading);
    let step = |count: usize| (0..count).fold(0.0, |sum: f32, _| sum + leading);
    flow.within(Role::ListItem, |flow| {
        // All lines of the term stand with the first lines of the text.
        let first = terms.len().max(texts.len().min(2)).max(1);
        let mut fragment = Fragment {
            height: step(first),
            ..Fragment::default()
        };
        let label = fragment.tag(Role::Label, None);
        let body = fragment.tag(Role::ItemBody, None);
        let shift = text_style.baseline(flow.shaper) - term_style.baseline(flow.shaper);
        let mut texts = texts.into_iter();
        for (index, line) in terms.into_iter().enumerate() {
            fragment.absorb(line, 0.0, step(index) + shift, Some(label));
        }
        for (index, line) in texts.by_ref().take(first).enumerate() {
            fragment.absorb(line, left, step(index), Some(body));
        }
        let rest: Vec<Fragment> = texts.collect();
        flow.push(fragment, x).keep_next = rest.len() == 1;
        let count = rest.len();
        for (index, line) in rest.into_iter().enumerate() {
            let mut fragment = Fragment {
                height: leading,
                continues: true,
                ..Fragment::default()
            };
            let body = fragment.tag(Role::ItemBody, None);
            fragment.absorb(line, left, 0.0, Some(body));
            flow.push(fragment, x).keep_next = index + 2 == count;
        }
    });
}

#[derive(Clone, Copy, PartialEq)]
enum Bold {
    None,
    First,
    All,
}

struct Row<'r> {
    cells: &'r [Vec<Inline>],
    role: Role,
    bold: Bold,
    ground: bool,
    text: TextStyle,
}

impl Row<'_> {
    fn style(&self, column: usize) -> TextStyle {
        let base = self.text;
        let bold = self.bold == Bold::All || (self.bold == Bold::First && column == 0);
        TextStyle {
            face: if bold { Face::Bold } else { base.face },
            color: if self.bold == Bold::All {
                style::ACCENT
            } else {
                base.color
            },
            ..base
        }
    }

    /// The row as one fragment, or several where it is higher than `longest`.
    fn fragments(&self, shaper: &Shaper, widths: &[f32], longest: f32) -> Vec<Fragment> {
        let leading = self.text.leading;
        let mut cells: Vec<_> = widths
            .iter()
            .enumerate()
            .map(|(column, width)| {
                let empty = Vec::new();
                let words = self.cells.get(column).unwrap_or(&empty);
                Paragraph::new(shaper, words, self.style(column))
                    .lines(width - 2.0 * PAD_X)
                    .into_iter()
            })
            .collect();
        let most = lines_in(longest, leading).max(1);
        let mut fragments = Vec::new();
        loop {
            let count = cells.iter().map(ExactSizeIterator::len).max().unwrap_or(0);
            let lines = count.min(most).max(1);
            let last = count <= most;
            let text_height = (0..lines).fold(0.0, |sum: f32, _| sum + leading);
            let height = text_height + 2.0 * PAD_Y;
            let mut fragment = self.fragment(&mut cells, widths, height, (lines, last));
            fragment.continues = !fragments.is_empty();
            fragments.push(fragment);
            if last {
                return fragments;
            }
        }
    }

    fn fragment(
        &self,
        cells: &mut [std::vec::IntoIter<Fragment>],
        widths: &[f32],
        height: f32,
        (lines, last): (usize, bool),
    ) -> Fragment {
        let total: f32 = widths.iter().sum();
        let mut fragment = Fragment {
            height,
            ..Fragment::default()
        };
        if self.ground {
            fragment.items.push(Item::Fill {
                rect: [0.0, 0.0, total, height],
                color: style::GROUND,
            });
        }
        let row = fragment.tag(Role::Row, None);
        let mut x = 0.0;
        for (column, (cell, width)) in cells.iter_mut().zip(widths).enumerate() {
            let role = if self.bold == Bold::First && column == 0 {
                Role::RowHead
            } else {
                self.role
            };
            let tag = fragment.tag(role, Some(row));
            let mut y = PAD_Y;
            for line in cell.by_ref().take(lines) {
                let leading = line.height;
                fragment.absorb(line, x + PAD_X, y, Some(tag));
                y += leading;
            }
            x += width;
        }
        if last {
            let (thick, color) = if self.ground {
                (0.9, style::ACCENT)
            } else {
                (0.5, style::RULE)
            };
            fragment.items.push(Item::Fill {
                rect: [0.0, height - thick, total, thick],
                color,
            });
        }
        fragment
    }
}

/// How many lines fit into `height`.
fn lines_in(height: f32, leading: f32) -> usize {
    let mut count = 0;
    let mut used = leading;
    while used <= height {
        count += 1;
        used += leading;
    }
    count
}

/// What stands in a table, and in which letters.
#[derive(Clone, Copy)]
struct Words<'w> {
    shaper: &'w Shaper,
    head: &'w [Vec<Inline>],
    rows: &'w [Vec<Vec<Inline>>],
    row_heads: bool,
    text: TextStyle,
}

/// Widths of the columns: what the words need, the rest in proportion.
fn widths(words: &Words<'_>, columns: usize, width: f32) -> Vec<f32> {
    let Words {
        shaper,
        head,
        rows,
        row_heads,
        text: base,
    } = *words;
    let mut share = width;
    for _ in 1..columns {
        share = share.min(width / (width / share + 1.0));
    }
    let bold = TextStyle {
        face: Face::Bold,
        ..base
    };
    let mut wanted = vec![0.0_f32; columns];
    let mut least = vec![0.0_f32; columns];
    let measured = head
        .iter()
        .enumerate()
        .map(|cell| (cell, bold))
        .chain(rows.iter().flat_map(|row| {
            row.iter().enumerate().map(|cell| {
                let text = if row_heads && cell.0 == 0 { bold } else { base };
                (cell, text)
            })
        }));
    for ((column, cell), text) in measured {
        let (line, piece) = Paragraph::new(shaper, cell, text).measure();
        if let (Some(wanted), Some(least)) = (wanted.get_mut(column), least.get_mut(column)) {
            *wanted = wanted.max(line + 2.0 * PAD_X + 1.0);
            // A long word may be hyphenated; no column is pressed below its share for it.
            *least = least.max((piece + 2.0 * PAD_X + 1.0).min(share.max(width * 0.22)));
        }
    }
    let all: f32 = wanted.iter().sum();
    if all <= width {
        let extra = (width - all).max(0.0);
        return wanted
            .iter()
            .map(|w| w + extra * w / all.max(1.0))
            .collect();
    }
    // Columns that want no more than an equal share get what they want; the others share the rest.
    let mut given: Vec<Option<f32>> = vec![None; columns];
    loop {
        let rest = width - given.iter().flatten().sum::<f32>();
        let open = given
            .iter()
            .filter(|g| g.is_none())
            .fold(0.0, |sum: f32, _| sum + 1.0);
        let small = (0..columns).find(|at| given[*at].is_none() && wanted[*at] * open <= rest);
        match small {
            Some(at) => given[at] = Some(wanted[at]),
            None => break,
        }
    }
    let rest = width - given.iter().flatten().sum::<f32>();
    let wide = |at: &usize| given[*at].is_none();
    let sum: f32 = (0..columns).filter(wide).map(|at| least[at]).sum();
    if sum >= rest {
        return (0..columns)
            .map(|at| given[at].unwrap_or(least[at] * rest / sum.max(1.0)))
            .collect();
    }
    // A very long text counts as one of three page widths.
    let wish = |at: usize| (wanted[at].min(width * 3.0) - least[at]).max(0.0);
    let wishes: f32 = (0..columns).filter(wide).map(wish).sum::<f32>().max(1.0);
    (0..columns)
        .map(|at| given[at].unwrap_or_else(|| least[at] + (rest - sum) * wish(at) / wishes))
        .collect()
}
