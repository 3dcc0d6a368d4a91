from hypothesis import settings

# The first example of a test may import scikit-image, which takes longer than any deadline for the others.
settings.register_profile("no-deadline", deadline=None)
settings.load_profile("no-deadline")
