"""The reuse exchange: a municipality finds what it already owns before it buys.

The house has floors; imports go down, or left within a floor, never up (docs/adr/0001-floors.md):

    roof     cli  demo  installing  app  api  worker  failures       wires everything, decides nothing
    top      home  needs                                              questions across the whole house
    first    purchasing  reservations  listings                       what people agree on
    ground   savings  stock  catalogue  people  notices  history      facts
    cellar   icons statics vendor access forms formatting search codes jobs files
             quantities db settings errors clock
"""
