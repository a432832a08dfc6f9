"""What is typed in the signing journey: the steps of a file, finding a local government, the signatory's answers."""
