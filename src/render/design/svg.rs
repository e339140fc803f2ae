//! SVG files: looked through before anything is drawn, then shapes, or pixels where shapes are not enough.
//!
//! What would look different elsewhere (words in a font that is not there), what asks for something
//! else (pictures, addresses), what runs (scripts) and what only keeps a computer busy (entities,
//! parts that refer to each other many times over) is refused.

use std::collections::BTreeMap;

use resvg::tiny_skia::{Color, Pixmap, Transform};
use resvg::usvg::roxmltree::{Document, Node, ParsingOptions};
use resvg::usvg::{self, Group, Options, Tree};

use super::picture::{
    Ink, PLACE, Picture, PictureError, SCREEN, SVG_LIMIT, check_ratio, fit, side,
};
use super::pixels::Pixels;
use super::shapes;

/// Most parts, each counted as often as it is drawn.
const PARTS: u64 = 20_000;
/// Deepest nesting.
const DEPTH: u64 = 100;
/// Most groups that are drawn apart and then laid over the others.
const LAYERS: usize = 400;

/// Reads an SVG file.
pub(super) fn read(bytes: &[u8]) -> Result<Picture, PictureError> {
    let text = std::str::from_utf8(bytes).map_err(|_| PictureError::Kind)?;
    let text = text.trim_start_matches('\u{feff}');
    if !text.trim_start().starts_with('<') {
        return Err(PictureError::Kind);
    }
    if text.len() > SVG_LIMIT {
        return Err(PictureError::TooLarge);
    }
    if text.contains("<!ENTITY") {
        return Err(PictureError::Entities);
    }
    if nesting(text) > DEPTH {
        return Err(PictureError::Parts);
    }
    let options = ParsingOptions {
        // Many programs write the name of the document type; entities were refused above.
        allow_dtd: true,
        nodes_limit: 200_000,
        ..ParsingOptions::default()
    };
    let document = Document::parse_with_options(text, options).map_err(|_| PictureError::Broken)?;
    if document.root_element().tag_name().name() != "svg" {
        return Err(PictureError::Kind);
    }
    check(&document)?;
    let tree = Tree::from_xmltree(&document, &quiet()).map_err(|_| PictureError::Broken)?;
    if layers(tree.root()) > LAYERS {
        return Err(PictureError::Parts);
    }
    let size = (tree.size().width(), tree.size().height());
    check_ratio(size)?;
    if !tree.root().has_children() {
        return Err(PictureError::Ratio);
    }
    let screen = drawn(&tree, fit(size, SCREEN))?;
    let ink = match shapes::of(tree.root()) {
        Some(shapes) => Ink::Shapes(shapes),
        None => {
            let (width, height) = fit(size, PLACE);
            let dots = |length: f32| length * 600.0 / 72.0;
            Ink::Pixels(drawn(&tree, (dots(width), dots(height)))?)
        }
    };
    Ok(Picture {
        size,
        ink,
        screen: (screen.png()?, screen.width, screen.height),
        pixels: None,
    })
}

/// Settings with which nothing outside the file is asked for.
fn quiet() -> Options<'static> {
    let mut options = Options::default();
    options.image_href_resolver.resolve_data = Box::new(|_, _, _| None);
    options.image_href_resolver.resolve_string = Box::new(|_, _| None);
    options
}

/// How deep elements are nested at most, seen from the tags alone: before a parser follows them.
fn nesting(text: &str) -> u64 {
    let (mut depth, mut deepest) = (0_u64, 0);
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        rest = rest.get(at + 1..).unwrap_or_default();
        let tag = rest
            .get(..rest.find('>').unwrap_or(rest.len()))
            .unwrap_or_default();
        if tag.starts_with('/') {
            depth = depth.saturating_sub(1);
        } else if !tag.starts_with(['!', '?']) && !tag.ends_with('/') {
            depth += 1;
            deepest = deepest.max(depth);
        }
    }
    deepest
}

fn check(document: &Document<'_>) -> Result<(), PictureError> {
    for node in document.descendants().filter(Node::is_element) {
        match node.tag_name().name() {
            "text" | "tspan" | "textPath" | "tref" => return Err(PictureError::Words),
            "image" | "feImage" => return Err(PictureError::Inner),
            "script" | "foreignObject" | "iframe" | "audio" | "video" | "canvas" | "handler" => {
                return Err(PictureError::Program);
            }
            "filter" => return Err(PictureError::Filter),
            "set" | "animate" | "animateColor" | "animateMotion" | "animateTransform"
            | "discard" => return Err(PictureError::Motion),
            _ => {}
        }
        // What an element is to run when something happens: onload, onclick.
        let runs = |name: &str| name.len() > 2 && name.to_ascii_lowercase().starts_with("on");
        if node.attributes().any(|a| runs(a.name())) {
            return Err(PictureError::Program);
        }
        let is_style = node.tag_name().name() == "style";
        let styles = node.text().filter(|_| is_style);
        if styles.is_some_and(|text| text.contains("@import")) {
            return Err(PictureError::Reference);
        }
        for text in node.attributes().map(|a| a.value()).chain(styles) {
            if addresses(text).any(|address| !address.starts_with('#')) {
                return Err(PictureError::Reference);
            }
        }
        let link = node.attributes().find(|a| a.name() == "href");
        if let Some(link) = link.map(|link| link.value().trim())
            && !link.starts_with('#')
        {
            let scheme: String = link.chars().filter(|c| !c.is_control()).take(11).collect();
            return Err(if scheme.eq_ignore_ascii_case("javascript:") {
                PictureError::Program
            } else {
                PictureError::Reference
            });
        }
    }
    let mut count = Count::new(document)?;
    let (parts, depth) = count.of(document.root_element())?;
    if parts > PARTS || depth > DEPTH {
        return Err(PictureError::Parts);
    }
    Ok(())
}

/// What stands in `url(…)`.
fn addresses(text: &str) -> impl Iterator<Item = &str> {
    text.split("url(").skip(1).map(|rest| {
        let inner = rest.split(')').next().unwrap_or_default();
        inner.trim().trim_matches(['"', '\'']).trim()
    })
}

/// Counts parts as often as they are drawn: a part that others refer to is drawn for each of them.
struct Count<'d, 'x> {
    by_id: BTreeMap<&'d str, Node<'d, 'x>>,
    /// Declarations of classes.
    classes: BTreeMap<&'d str, Vec<&'d str>>,
    known: BTreeMap<usize, Option<(u64, u64)>>,
}

impl<'d, 'x> Count<'d, 'x> {
    fn new(document: &'d Document<'x>) -> Result<Self, PictureError> {
        let mut by_id = BTreeMap::new();
        let mut classes: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for node in document.descendants().filter(Node::is_element) {
            if let Some(id) = node.attribute("id") {
                by_id.entry(id).or_insert(node);
            }
            if node.tag_name().name() != "style" {
                continue;
            }
            for rule in node.text().unwrap_or_default().split('}') {
                let Some((selectors, body)) = rule.split_once('{') else {
                    continue;
                };
                if !body.contains("url(") {
                    continue;
                }
                for selector in selectors.split(',') {
                    let class = selector.trim().strip_prefix('.').filter(|class| {
                        class
                            .chars()
                            .all(|c| c.is_alphanumeric() || "-_".contains(c))
                    });
                    // Which parts another selector means is not known here.
                    classes
                        .entry(class.ok_or(PictureError::Parts)?)
                        .or_default()
                        .push(body);
                }
            }
        }
        Ok(Self {
            by_id,
            classes,
            known: BTreeMap::new(),
        })
    }

    /// Parts and depth of a node.
    fn of(&mut self, node: Node<'d, 'x>) -> Result<(u64, u64), PictureError> {
        let key = node.id().get_usize();
        match self.known.get(&key) {
            Some(Some(count)) => return Ok(*count),
            // It refers to itself.
            Some(None) => return Err(PictureError::Parts),
            None => {}
        }
        self.known.insert(key, None);
        let (mut parts, mut depth) = (1_u64, 0_u64);
        for child in node.children().filter(Node::is_element) {
            let (more, below) = self.of(child)?;
            parts = parts.saturating_add(more);
            depth = depth.max(below);
        }
        for (target, times) in self.targets(node) {
            let (more, below) = self.of(target)?;
            parts = parts.saturating_add(more.saturating_mul(times));
            depth = depth.max(below);
        }
        if parts > PARTS || depth > DEPTH {
            return Err(PictureError::Parts);
        }
        let count = (parts, depth + 1);
        self.known.insert(key, Some(count));
        Ok(count)
    }

    /// The parts that a node refers to, and how often it draws them.
    fn targets(&self, node: Node<'d, 'x>) -> Vec<(Node<'d, 'x>, u64)> {
        let classes = node.attribute("class").unwrap_or_default();
        let declared = classes
            .split_whitespace()
            .filter_map(|class| self.classes.get(class))
            .flatten()
            .map(|body| ("class", *body));
        let written = node.attributes().map(|a| (a.name(), a.value()));
        // A mark stands at every point of a line.
        let points = node.attribute("d").or(node.attribute("points"));
        let points = u64::try_from(points.map_or(1, str::len)).unwrap_or(u64::MAX);
        let mut found = Vec::new();
        for (name, value) in written.chain(declared) {
            let times = if name.starts_with("marker") || value.contains("marker") {
                points
            } else {
                1
            };
            let link = (name == "href").then(|| value.trim());
            let ids = addresses(value).chain(link);
            let named = ids.filter_map(|id| self.by_id.get(id.strip_prefix('#')?));
            found.extend(named.map(|target| (*target, times)));
        }
        if node.tag_name().name() == "a" {
            found.clear();
        }
        found
    }
}

/// Groups that are drawn apart.
fn layers(group: &Group) -> usize {
    let mut count = usize::from(group.should_isolate());
    for node in group.children() {
        if let usvg::Node::Group(inner) = node {
            count += layers(inner);
        }
        node.subroots(|root| count += layers(root));
    }
    count
}

/// The drawing as opaque pixels on white.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn drawn(tree: &Tree, (width, height): (f32, f32)) -> Result<Pixels, PictureError> {
    let (wide, high) = (
        width.round().max(1.0) as u32,
        height.round().max(1.0) as u32,
    );
    let mut pixmap = Pixmap::new(wide, high).ok_or(PictureError::TooLarge)?;
    pixmap.fill(Color::WHITE);
    let scale = Transform::from_scale(
        side(wide) / tree.size().width(),
        side(high) / tree.size().height(),
    );
    resvg::render(tree, scale, &mut pixmap.as_mut());
    let rgb = pixmap
        .pixels()
        .iter()
        .flat_map(|pixel| [pixel.red(), pixel.green(), pixel.blue()])
        .collect();
    Ok(Pixels {
        width: wide,
        height: high,
        rgb,
    })
}
