//! The objects of a file: none that nothing refers to, numbered without gaps. One walk over all of
//! them, so that a register of many thousand objects takes no longer for each.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, ObjectId};

/// Drops the objects that the trailer does not lead to and numbers the others anew, in their order.
pub(super) fn tidy(pdf: &mut Document) {
    let mut seen: BTreeMap<ObjectId, ObjectId> = BTreeMap::new();
    let mut waiting: Vec<ObjectId> = Vec::new();
    in_dictionary(&mut pdf.trailer, &mut |id| waiting.push(*id));
    while let Some(id) = waiting.pop() {
        if seen.contains_key(&id) {
            continue;
        }
        if let Some(object) = pdf.objects.get_mut(&id) {
            seen.insert(id, id);
            in_object(object, &mut |id| waiting.push(*id));
        }
    }
    for (new, number) in seen.values_mut().zip(1..) {
        *new = (number, 0);
    }
    let rename = |id: &mut ObjectId| {
        if let Some(new) = seen.get(id) {
            *id = *new;
        }
    };
    in_dictionary(&mut pdf.trailer, &mut |id| rename(id));
    pdf.objects = std::mem::take(&mut pdf.objects)
        .into_iter()
        .filter_map(|(id, mut object)| {
            let new = *seen.get(&id)?;
            in_object(&mut object, &mut |id| rename(id));
            Some((new, object))
        })
        .collect();
    pdf.max_id = pdf
        .objects
        .keys()
        .next_back()
        .map_or(0, |(number, _)| *number);
}

/// Every reference in an object.
fn in_object(object: &mut Object, each: &mut impl FnMut(&mut ObjectId)) {
    match object {
        Object::Reference(id) => each(id),
        Object::Array(items) => {
            for item in items {
                in_object(item, each);
            }
        }
        Object::Dictionary(dictionary) => in_dictionary(dictionary, each),
        Object::Stream(stream) => in_dictionary(&mut stream.dict, each),
        Object::Null
        | Object::Boolean(_)
        | Object::Integer(_)
        | Object::Real(_)
        | Object::Name(_)
        | Object::String(..) => {}
    }
}

fn in_dictionary(dictionary: &mut Dictionary, each: &mut impl FnMut(&mut ObjectId)) {
    for (_, value) in dictionary.iter_mut() {
        in_object(value, each);
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use lopdf::dictionary;

    use super::*;

    #[test]
    fn what_nothing_refers_to_goes_and_numbers_have_no_gaps() {
        let mut pdf = Document::with_version("1.7");
        let lost = pdf.add_object(1);
        pdf.add_object(vec![Object::Reference(lost)]);
        let leaf = pdf.add_object("Blatt");
        let root = pdf.new_object_id();
        let branch = pdf.add_object(dictionary! { "Kids" => vec![leaf.into(), root.into()] });
        pdf.set_object(root, dictionary! { "Type" => "Catalog", "Pages" => branch });
        pdf.trailer.set("Root", root);
        tidy(&mut pdf);
        assert_eq!(
            pdf.objects.keys().copied().collect::<Vec<_>>(),
            [(1, 0), (2, 0), (3, 0)]
        );
        assert_eq!(pdf.max_id, 3);
        let root = pdf.trailer.get(b"Root").unwrap().as_reference().unwrap();
        let branch = pdf.get_dictionary(root).unwrap().get(b"Pages").unwrap();
        let branch = pdf.get_dictionary(branch.as_reference().unwrap()).unwrap();
        let kids = branch.get(b"Kids").unwrap().as_array().unwrap();
        assert_eq!(kids.last().unwrap().as_reference().unwrap(), root);
        let leaf = kids.first().unwrap().as_reference().unwrap();
        assert_eq!(pdf.get_object(leaf).unwrap().as_name().unwrap(), b"Blatt");
    }
}
