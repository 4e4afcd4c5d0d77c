"""The network → one int8 ONNX file with tokenizer, thresholds and version inside."""

from __future__ import annotations

import dataclasses
import json
import tempfile
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from tokenizers import Tokenizer

from rapallo.language import layout
from rapallo.language.decoding import Thresholds
from rapallo.merging import ConfidenceWeights
from training.network import EventReader, Exported

OPSET = 17
INPUTS = ("input_ids", "case_ids", "sentence_ids", "read", "threshold", "pairs")
EVENT_OUTPUTS = ("anchors", "first", "type", "mode", "marks", "roles")
PAIR_OUTPUTS = ("relation", "relation_mode")


def export(
    network: EventReader, tokenizer: Tokenizer, path: Path, *, version: str, thresholds: Thresholds, int8: bool = True
) -> None:
    """Writes the model file. In eval mode, else the export would switch dropout back on."""
    graph = Exported(network).eval()
    example = (
        torch.tensor([[101, 2003, 2023, 102]]),
        torch.tensor([[0, 1, 1, 0]]),
        torch.tensor([[-1, 0, 0, -1]]),
        torch.tensor([[False, True, True, False]]),
        torch.tensor([0.0]),
        torch.tensor([[1, 2, 2, 3]]),
    )
    with tempfile.TemporaryDirectory() as folder:
        full = Path(folder) / "full.onnx"
        torch.onnx.export(
            graph,
            example,
            str(full),
            input_names=list(INPUTS),
            output_names=[*EVENT_OUTPUTS, *PAIR_OUTPUTS],
            dynamic_axes={
                **{name: {1: "tokens"} for name in INPUTS[:4]},
                **{name: {0: "events"} for name in EVENT_OUTPUTS},
                "roles": {0: "events", 1: "tokens"},
                **{name: {0: "pairs"} for name in ("pairs", *PAIR_OUTPUTS)},
            },
            opset_version=OPSET,
            dynamo=False,
        )
        small = Path(folder) / "small.onnx"
        if int8:
            # 7-bit weights: on processors without VNNI, int8 products of 8-bit weights overflow and results would
            # differ.
            quantize_dynamic(full, small, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)
        model = onnx.load(small if int8 else full)
    describe(model, tokenizer, version=version, thresholds=thresholds)
    onnx.save(model, path)


def describe(model: onnx.ModelProto, tokenizer: Tokenizer, *, version: str, thresholds: Thresholds) -> None:
    """Puts what the reader of the file must know into its metadata."""
    del model.metadata_props[:]
    onnx.helper.set_model_props(
        model,
        {
            "format": str(layout.FORMAT),
            "layout": layout.signature(),
            "version": version,
            "thresholds": json.dumps(dataclasses.asdict(thresholds)),
            "tokenizer": tokenizer.to_str(),
        },
    )


def put_in(path: Path, *, thresholds: Thresholds, confidence: ConfidenceWeights | None) -> None:
    """Writes thresholds and the weights of the confidence into a model file, in place of those that it has."""
    model = onnx.load(path)
    told = {entry.key: entry.value for entry in model.metadata_props}
    told["thresholds"] = json.dumps(dataclasses.asdict(thresholds))
    told["confidence"] = json.dumps(dataclasses.asdict(confidence)) if confidence else "null"
    del model.metadata_props[:]
    onnx.helper.set_model_props(model, told)
    onnx.save(model, path)
