"""The sections of the lecture, in its order: the gallery shows demos by them."""

SECTIONS = (
    "Images and photographs",
    "Images and computers",
    "Visualising images",
    "Images as signals",
    "Images and geometry",
    "Image filtering",
    "Image segmentation",
    "Image restoration",
    "Pattern matching and alignment",
)
#: Demos that name no section.
OTHER = "Other demos"
