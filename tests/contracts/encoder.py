"""What every encoder keeps to. Subclass `EncoderContract` and give it an `encoder` fixture."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from index.encode import Encoder

TEXTS = (
    "La France veut saisir la Cour pénale internationale.",
    "Kurzer Satz.",
    "A much longer passage, of several sentences. It has numbers, 16.226 of them. It has names: John Kerry, Alep.",
    "",
)


class EncoderContract:
    def test_passages_become_one_row_each_of_the_dimension_announced(self, encoder: Encoder) -> None:
        vectors = encoder.encode_passages(TEXTS)
        assert vectors.shape == (len(TEXTS), encoder.dimension)
        assert vectors.dtype == np.float32

    def test_no_passages_become_no_rows(self, encoder: Encoder) -> None:
        assert encoder.encode_passages([]).shape == (0, encoder.dimension)

    def test_a_question_becomes_one_vector(self, encoder: Encoder) -> None:
        vector = encoder.encode_question(TEXTS[0])
        assert vector.shape == (encoder.dimension,)
        assert vector.dtype == np.float32

    def test_every_vector_has_length_one(self, encoder: Encoder) -> None:
        vectors = [*encoder.encode_passages(TEXTS), encoder.encode_question(TEXTS[2])]
        assert np.allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-5)

    def test_a_text_has_the_same_vector_whatever_it_is_encoded_with(self, encoder: Encoder) -> None:
        together = encoder.encode_passages(TEXTS)
        alone = np.concatenate([encoder.encode_passages([text]) for text in TEXTS])
        assert np.allclose(together, alone, atol=1e-5)

    def test_a_text_is_nearest_to_itself(self, encoder: Encoder) -> None:
        vectors = encoder.encode_passages(TEXTS[:3])
        similarities = vectors @ encoder.encode_question(TEXTS[0])
        assert int(np.argmax(similarities)) == 0

    def test_the_fingerprint_stays_the_same(self, encoder: Encoder) -> None:
        before = encoder.fingerprint
        encoder.encode_passages(TEXTS)
        assert encoder.fingerprint == before != ""
