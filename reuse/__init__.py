"""The reuse exchange: a municipality finds what it already owns before it buys.

The house has floors; imports go down, or left within a floor, never up (docs/adr/0001-floors.md):

    roof     app  api  cli  demo                                       wires everything, decides nothing
    top      needs  home                                               questions across the whole house
    first    listings  reservations  purchasing                        what people agree on
    ground   history  notices  people  catalogue  stock  savings       facts
    cellar   db settings clock errors forms access files codes search quantities formatting icons
"""
