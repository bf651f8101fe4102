"""The archive as a retriever of LlamaIndex. The one home of llama_index.

With it, any engine of that framework can answer from a whosaid archive. What such an engine says of the passages is
its own: only `whosaid ask` verifies quotations.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from llama_index.core.retrievers import BaseRetriever
from llama_index.core.schema import NodeWithScore, QueryBundle, TextNode

if TYPE_CHECKING:
    from index.passage import Hit
    from index.search import Search


class ArchiveRetriever(BaseRetriever):
    """Retrieves `k` passages a query. A node's text is the passage's, exactly; its headline and place are metadata."""

    def __init__(self, search: Search, *, k: int = 10) -> None:
        super().__init__()
        self._search = search
        self._k = k

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        return [_node(hit) for hit in self._search.find(query_bundle.query_str, self._k)]


def _node(hit: Hit) -> NodeWithScore:
    passage = hit.passage
    node = TextNode(
        id_=f"{passage.article_id}@{passage.version}:{passage.span.start}-{passage.span.stop}",
        text=passage.text,
        metadata={
            "article_id": passage.article_id,
            "version": passage.version,
            "start": passage.span.start,
            "stop": passage.span.stop,
            "title": passage.headline,
        },
        excluded_embed_metadata_keys=["article_id", "version", "start", "stop"],
        excluded_llm_metadata_keys=["article_id", "version", "start", "stop"],
    )
    return NodeWithScore(node=node, score=hit.score)
