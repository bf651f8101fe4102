"""How the span model was made: examples from question sets, training of the upper layers, ONNX."""
